import { Trans, useLingui } from '@lingui/react/macro'
import { LIMITS } from '@vigie/schema'
import { useState } from 'react'
import type { AlertRowFragment } from '../../gen/graphql.ts'
import { useOutbox } from '../../outbox/use-outbox.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { TextArea } from '../../ui/text-input.tsx'
import styles from './handle-alert.module.css'
import { PendingStepNote } from './pending-step-note.tsx'
import { isFurther, pendingSteps } from './pending-steps.ts'
import { STEPS, type Step } from './steps.ts'
import { useKeptFocus } from './use-kept-focus.ts'
import { useTakeStep } from './use-take-step.ts'

interface HandleAlertProps {
  alert: AlertRowFragment
  /** Larger targets, for a thumb in a moving car. */
  large?: boolean
}

/** One tap says « Vu », « En route » or « Terminé » to the reporter; a note may go with it. Through the outbox. */
export function HandleAlert({ alert, large = false }: HandleAlertProps) {
  const { t } = useLingui()
  const takeStep = useTakeStep()
  const { entries } = useOutbox()
  const [note, setNote] = useState('')
  const [error, setError] = useState<string>()
  const pending = pendingSteps(entries, [alert]).get(alert.id)
  const reached = pending && pending.state !== 'refused' ? pending.status : alert.status
  const keepFocus = useKeptFocus(reached)

  async function take(step: Step) {
    if (note.trim().length > LIMITS.commentMax)
      return setError(t`Raccourcissez un peu : le mot est trop long.`)
    keepFocus()
    try {
      await takeStep(alert.id, step, note, () => setNote(note))
      setNote('')
      setError(undefined)
    } catch {
      setError(t`Cet appareil n’a pas pu l’enregistrer. Votre texte est toujours là : réessayez.`)
    }
  }

  if (reached === 'RESOLVED') return pending ? <PendingStepNote step={pending} /> : null
  const open = STEPS.filter(({ step }) => isFurther(step, reached))
  return (
    <div className={styles.handle}>
      <Field label={t`Un mot à la personne qui a signalé`} optional error={error}>
        {(control) => (
          <TextArea
            {...control}
            value={note}
            limit={LIMITS.commentMax}
            rows={2}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      <div className={styles.steps}>
        {open.map(({ step, word, icon }, index) => (
          <Button
            key={step}
            icon={icon}
            large={large}
            tone={index === 0 ? 'primary' : 'secondary'}
            onClick={() => take(step)}
          >
            {t(word)}
          </Button>
        ))}
      </div>
      {pending && <PendingStepNote step={pending} />}
      <p className={styles.note}>
        <Trans>
          L’état est visible de tous ; le mot n’est lu que par la personne, la mairie et la police.
        </Trans>
      </p>
    </div>
  )
}
