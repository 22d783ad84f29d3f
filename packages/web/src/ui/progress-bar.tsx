import type { ReactNode } from 'react'
import { useId } from 'react'
import styles from './progress-bar.module.css'

interface ProgressBarProps {
  label: ReactNode
  /** Between 0 and 1; null while the whole is unknown. */
  done: number | null
  /** What is left: « 2 photos sur 4 », « encore 10 s ». */
  left?: ReactNode
}

/** Progress of anything that takes over a second, with what is left. */
export function ProgressBar({ label, done, left }: ProgressBarProps) {
  const id = useId()
  return (
    <div className={styles.progress}>
      <div className={styles.words}>
        <span id={id}>{label}</span>
        {left && <span className={styles.left}>{left}</span>}
      </div>
      <progress className={styles.bar} aria-labelledby={id} max={1} value={done ?? undefined} />
    </div>
  )
}
