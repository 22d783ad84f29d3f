import { Trans } from '@lingui/react/macro'
import { CircleAlert } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import styles from './field.module.css'
import { Icon } from './icon.tsx'

/** What ties a control to its label, hint and error; spread it on the control. */
export interface FieldControl {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

interface FieldProps {
  label: ReactNode
  hint?: ReactNode
  /** Names the field and the way out: « Ajoutez ce que vous avez vu : quelques mots suffisent. » */
  error?: ReactNode
  optional?: boolean
  children: (control: FieldControl) => ReactNode
}

/** A label, a hint and an error around one control, read together by screen readers. */
export function Field({ label, hint, error, optional, children }: FieldProps) {
  const id = useId()
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
        {optional && <Optional />}
      </label>
      {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {children({
        id,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': error ? true : undefined,
      })}
    </div>
  )
}

interface FieldSetProps extends Omit<FieldProps, 'children' | 'label'> {
  legend: ReactNode
  children: ReactNode
}

/** The same around several controls that answer one question. */
export function FieldSet({ legend, hint, error, optional, children }: FieldSetProps) {
  const id = useId()
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <fieldset className={styles.field} aria-describedby={describedBy || undefined}>
      <legend className={styles.label}>
        {legend}
        {optional && <Optional />}
      </legend>
      {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {children}
    </fieldset>
  )
}

function Optional() {
  return (
    <span className={styles.optional}>
      {' '}
      <Trans>(facultatif)</Trans>
    </span>
  )
}

function Hint({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className={styles.hint}>
      {children}
    </p>
  )
}

function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className={styles.error}>
      <Icon of={CircleAlert} size="small" />
      <span>{children}</span>
    </p>
  )
}
