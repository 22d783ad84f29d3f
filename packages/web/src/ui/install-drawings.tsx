import type { ReactNode } from 'react'
import styles from './install-hint.module.css'

/** A phone's outline, with what the step points at. */
function Phone({ children }: { children: ReactNode }) {
  return (
    <svg viewBox="0 0 72 96" className={styles.drawing} aria-hidden="true">
      <rect x="8" y="2" width="56" height="92" rx="10" className={styles.body} />
      {children}
    </svg>
  )
}

/** Safari's bar with the share button. */
export function ShareDrawing() {
  return (
    <Phone>
      <path d="M16 18h40M16 28h40M16 38h26" className={styles.faint} />
      <path d="M8 74h56" className={styles.faint} />
      <circle cx="36" cy="80" r="14" className={styles.spot} />
      <path d="M36 83V71m-4 4 4-4 4 4M31.5 78h-1v10h11V78h-1" className={styles.strong} />
    </Phone>
  )
}

/** The share menu with the row to choose. */
export function MenuDrawing() {
  return (
    <Phone>
      <path d="M16 20h40M16 32h40" className={styles.faint} />
      <rect x="13" y="42" width="46" height="20" rx="6" className={styles.spot} />
      <path d="M18 52h20" className={styles.strong} />
      <rect x="45" y="46.5" width="11" height="11" rx="3" className={styles.strong} />
      <path d="M50.5 49.5v5M48 52h5" className={styles.strong} />
      <path d="M16 74h40M16 84h26" className={styles.faint} />
    </Phone>
  )
}

/** The last screen with « Ajouter ». */
export function AddDrawing() {
  return (
    <Phone>
      <rect x="36" y="10" width="24" height="16" rx="8" className={styles.spot} />
      <path d="M43 18h10" className={styles.strong} />
      <path d="M14 18h12" className={styles.faint} />
      <rect x="16" y="36" width="18" height="18" rx="5" className={styles.icon} />
      <path d="M40 41h16M40 49h10" className={styles.faint} />
    </Phone>
  )
}
