import { ChevronDown } from 'lucide-react'
import { useId } from 'react'
import { Icon } from '../../ui/icon.tsx'
import styles from './filter-bar.module.css'

interface FilterSelectProps {
  label: string
  value: string
  /** The first one means everything; its value is the empty text. */
  options: readonly { value: string; word: string }[]
  onChange: (value: string) => void
}

/** One restriction, by the device's own list: large on a phone, quick by keyboard. */
export function FilterSelect({ label, value, options, onChange }: FilterSelectProps) {
  const id = useId()
  return (
    <div className={styles.choice} data-chosen={value !== ''}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <span className={styles.box}>
        <select
          id={id}
          className={styles.select}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.word}
            </option>
          ))}
        </select>
        <Icon of={ChevronDown} size="small" />
      </span>
    </div>
  )
}
