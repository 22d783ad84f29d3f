import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './empty-state.module.css'
import { Icon } from './icon.tsx'

interface EmptyStateProps {
  icon: LucideIcon
  title: ReactNode
  /** What will be here. */
  children?: ReactNode
  /** What to do now. */
  action?: ReactNode
}

/** Nothing yet: says what will be here and what can be done now. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <span className={styles.disc}>
        <Icon of={icon} size="large" />
      </span>
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
      {action}
    </div>
  )
}
