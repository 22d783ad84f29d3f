import { type ReactNode, useId } from 'react'
import styles from './segmented-control.module.css'

interface SegmentedControlProps<Value extends string> {
  /** What is chosen; read aloud before the choices. */
  label: string
  choices: ReadonlyArray<{ value: Value; word: ReactNode }>
  value: Value
  onChange: (value: Value) => void
}

/** Two to four ways of seeing the same thing, one of them on. A radio group for keyboards and screen readers. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  const { label, choices, value, onChange } = props
  const name = useId()
  return (
    <fieldset className={styles.control} aria-label={label}>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.segment}>
          <input
            type="radio"
            className={styles.input}
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          <span>{choice.word}</span>
        </label>
      ))}
    </fieldset>
  )
}
