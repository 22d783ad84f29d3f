import { Check } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import styles from './checkbox.module.css'
import { Icon } from './icon.tsx'

interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type'> {
  label: ReactNode
  detail?: ReactNode
}

/** Yes or no, with its sentence as the target. */
export function Checkbox({ label, detail, ...rest }: CheckboxProps) {
  return (
    <label className={styles.row}>
      <input type="checkbox" {...rest} className={styles.input} />
      <span className={styles.box}>
        <Icon of={Check} size="small" />
      </span>
      <span>
        {label}
        {detail && <span className={styles.detail}>{detail}</span>}
      </span>
    </label>
  )
}
