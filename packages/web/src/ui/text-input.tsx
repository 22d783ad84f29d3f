import { Plural } from '@lingui/react/macro'
import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import styles from './field.module.css'
import { useFormGuard } from './form-guard.ts'

/** One line of text; stands in a `Field`. */
export function TextInput({ className, ...rest }: ComponentProps<'input'>) {
  return <input type="text" {...rest} className={classNames(styles.input, className)} />
}

interface TextAreaProps extends ComponentProps<'textarea'> {
  value: string
  /** Characters allowed. What is over stays in the box, counted, so that nothing pasted is lost. */
  limit: number
}

/**
 * Several lines that grow with what is written, and what is left once it matters; stands in a `Field`. While there is
 * text in it nothing takes the page away: no update, no session that has expired.
 */
export function TextArea({ limit, className, ...rest }: TextAreaProps) {
  useFormGuard(rest.value.trim() !== '')
  const left = limit - rest.value.length
  return (
    <>
      <textarea rows={4} {...rest} className={classNames(styles.input, styles.area, className)} />
      <span aria-live="polite" className={classNames(styles.count, left < 0 && styles.over)}>
        {left < 0 && <Plural value={-left} one="# caractère de trop" other="# caractères de trop" />}
        {left >= 0 && left <= limit / 5 && (
          <Plural value={left} one="encore # caractère" other="encore # caractères" />
        )}
      </span>
    </>
  )
}
