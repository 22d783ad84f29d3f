import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './badge.module.css'
import { Icon } from './icon.tsx'

export type BadgeTone = 'plain' | 'house' | 'attention' | 'danger' | 'town-hall' | 'police' | 'settled'

interface BadgeProps {
  tone?: BadgeTone
  icon?: LucideIcon
  /** Read aloud when it appears. */
  announced?: boolean
  children: ReactNode
}

/** A short word that qualifies what it stands beside; colour only underlines it. */
export function Badge({ tone = 'plain', icon, announced, children }: BadgeProps) {
  return (
    <span className={styles.badge} data-tone={tone} role={announced ? 'status' : undefined}>
      {icon && <Icon of={icon} size="small" />}
      {children}
    </span>
  )
}
