import { Check, type LucideIcon } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { FieldSet } from './field.tsx'
import { Icon } from './icon.tsx'
import styles from './radio-cards.module.css'

export interface Choice<Value extends string> {
  value: Value
  word: ReactNode
  /** One short sentence below the word. */
  detail?: ReactNode
  icon?: LucideIcon
}

interface RadioCardsProps<Value extends string> {
  legend: ReactNode
  hint?: ReactNode
  error?: ReactNode
  choices: ReadonlyArray<Choice<Value>>
  value: Value | null
  onChange: (value: Value) => void
  /** `rows` puts one choice per line; `tiles` as many beside each other as fit. */
  layout?: 'rows' | 'tiles'
}

/** One question with few answers, each a large card with an icon and a word. Arrow keys move, as in any radio group. */
export function RadioCards<Value extends string>(props: RadioCardsProps<Value>) {
  const { legend, hint, error, choices, value, onChange, layout = 'tiles' } = props
  const name = useId()
  return (
    <FieldSet legend={legend} hint={hint} error={error}>
      <div className={styles[layout]}>
        {choices.map((choice) => (
          <label key={choice.value} className={styles.card}>
            <input
              type="radio"
              className={styles.input}
              name={name}
              value={choice.value}
              checked={value === choice.value}
              onChange={() => onChange(choice.value)}
            />
            {choice.icon && <Icon of={choice.icon} />}
            <span className={styles.text}>
              <span className={styles.word}>{choice.word}</span>
              {choice.detail && <span className={styles.detail}>{choice.detail}</span>}
            </span>
            <span className={styles.check}>
              <Icon of={Check} size="small" />
            </span>
          </label>
        ))}
      </div>
    </FieldSet>
  )
}
