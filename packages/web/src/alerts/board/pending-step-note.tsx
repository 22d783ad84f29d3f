import { Trans, useLingui } from '@lingui/react/macro'
import { Clock, TriangleAlert } from 'lucide-react'
import { Link } from 'wouter'
import { Icon } from '../../ui/icon.tsx'
import styles from './handle-alert.module.css'
import type { PendingStep } from './pending-steps.ts'
import { STEPS } from './steps.ts'

/** Loud until it is over: a step that lies on this device. */
export function PendingStepNote({ step }: { step: PendingStep }) {
  const { t } = useLingui()
  const look = STEPS.find((it) => it.step === step.status)
  if (step.state === 'arrived' || !look) return null
  const word = t(look.word)
  return (
    <p className={styles.pending}>
      <Icon of={step.state === 'refused' ? TriangleAlert : Clock} size="small" />
      {step.state === 'refused' ? (
        <span>
          <Trans>« {word} » n’a pas été accepté.</Trans>{' '}
          <Link href="/envois">
            <Trans>Voir pourquoi</Trans>
          </Link>
        </span>
      ) : (
        <span>
          <Trans>« {word} » : enregistré ici, pas encore envoyé</Trans>
        </span>
      )}
    </p>
  )
}
