import type { LucideIcon } from 'lucide-react'
import styles from './icon.module.css'

interface IconProps {
  /** One of lucide-react's icons, imported by name. */
  of: LucideIcon
  size?: 'small' | 'medium' | 'large'
}

/** A drawing that always stands beside its word; hidden from screen readers, which read the word. */
export function Icon({ of: Drawing, size = 'medium' }: IconProps) {
  return <Drawing aria-hidden="true" focusable="false" className={styles[size]} strokeWidth={2} />
}
