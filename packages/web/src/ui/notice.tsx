import { CircleAlert, Info, type LucideIcon, OctagonAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import styles from './notice.module.css'

type Tone = 'info' | 'attention' | 'danger'

const ICONS: Record<Tone, LucideIcon> = { info: Info, attention: CircleAlert, danger: OctagonAlert }

interface NoticeProps {
  tone?: Tone
  icon?: LucideIcon
  title?: ReactNode
  /** What it means and what can be done. */
  children?: ReactNode
  /** Buttons, on their own line. */
  actions?: ReactNode
  /** Read aloud as soon as it appears; only for what the reader must know now. */
  announced?: boolean
}

/** A message in the page: what happened, what it means, what can be done. */
export function Notice({ tone = 'info', icon, title, children, actions, announced }: NoticeProps) {
  const role = announced ? (tone === 'danger' ? 'alert' : 'status') : undefined
  return (
    <div className={styles.notice} data-tone={tone} role={role}>
      <Icon of={icon ?? ICONS[tone]} />
      <div className={styles.body}>
        {title && <p className={styles.title}>{title}</p>}
        {children && <div>{children}</div>}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
    </div>
  )
}
