import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Icon } from '../../ui/icon.tsx'
import styles from './figures.module.css'

interface FigureProps {
  icon: LucideIcon
  value: ReactNode
  /** What is counted, in a few words. */
  word: ReactNode
  detail?: ReactNode
  /** Something waits for somebody. */
  urgent?: boolean
  /** Narrows the list to what is counted; pressed again, widens it. */
  onPress?: () => void
  pressed?: boolean
}

/** A row of numbers that matter. */
export function Figures({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={styles.figures} aria-label={label}>
      {children}
    </ul>
  )
}

/** One number, what it counts, and a tap that shows exactly those. */
export function Figure({ icon, value, word, detail, urgent = false, onPress, pressed = false }: FigureProps) {
  const content = (
    <>
      <span className={styles.value}>
        <Icon of={icon} />
        {value}
      </span>
      <span className={styles.word}>{word}</span>
      {detail && <span className={styles.detail}>{detail}</span>}
    </>
  )
  return (
    <li className={styles.cell}>
      {onPress ? (
        <button
          type="button"
          className={styles.figure}
          data-urgent={urgent}
          aria-pressed={pressed}
          onClick={onPress}
        >
          {content}
        </button>
      ) : (
        <div className={styles.figure} data-urgent={urgent}>
          {content}
        </div>
      )}
    </li>
  )
}
