import { useLingui } from '@lingui/react/macro'
import { useRef, useState } from 'react'
import { isFurther, type PendingStep } from '../alerts/board/pending-steps.ts'
import { STEPS, type Step } from '../alerts/board/steps.ts'
import { useKeptFocus } from '../alerts/board/use-kept-focus.ts'
import { useTakeStep } from '../alerts/board/use-take-step.ts'
import type { AlertRowFragment } from '../gen/graphql.ts'
import { Button } from '../ui/button.tsx'
import { announce } from '../ui/live-region.tsx'
import styles from './board.module.css'

interface QuickStepsProps {
  alert: AlertRowFragment
  pending: PendingStep | undefined
}

/** A second tap within this was meant for the button that stood there before. */
const SECOND_TAP_MS = 900

/** « Vu », « En route », « Terminé »: one tap each, with or without a network. */
export function QuickSteps({ alert, pending }: QuickStepsProps) {
  const { t } = useLingui()
  const takeStep = useTakeStep()
  const [failed, setFailed] = useState(false)
  const lastTap = useRef(0)
  const reached = pending && pending.state !== 'refused' ? pending.status : alert.status
  const keepFocus = useKeptFocus(reached)

  async function take(step: Step, word: string) {
    if (Date.now() - lastTap.current < SECOND_TAP_MS) return
    lastTap.current = Date.now()
    keepFocus()
    try {
      await takeStep(alert.id, step, '')
      setFailed(false)
      announce(t`${word} : enregistré.`)
    } catch {
      setFailed(true)
    }
  }

  // The next two: whoever skips further does it in the alert itself, where a thumb does not slip.
  const open = STEPS.filter(({ step }) => isFurther(step, reached)).slice(0, 2)
  if (open.length === 0) return null
  return (
    <div className={styles.steps}>
      {open.map(({ step, word, icon }, index) => (
        <Button
          key={step}
          large
          icon={icon}
          tone={index === 0 ? 'primary' : 'secondary'}
          onClick={() => take(step, t(word))}
        >
          {t(word)}
        </Button>
      ))}
      {failed && (
        <p role="alert" className={styles.failed}>
          {t`Cet appareil n’a pas pu l’enregistrer. Réessayez.`}
        </p>
      )}
    </div>
  )
}
