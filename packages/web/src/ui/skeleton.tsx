import { Trans } from '@lingui/react/macro'
import styles from './skeleton.module.css'
import { VisuallyHidden } from './visually-hidden.tsx'

interface SkeletonProps {
  /** How many blocks; as many as the list will roughly show, so that nothing jumps. */
  rows?: number
  /** `card` for alert cards, `line` for text. */
  shape?: 'card' | 'line'
}

/** The outline of what is coming. Invisible for the first 300 ms: most waits are shorter. */
export function Skeleton({ rows = 3, shape = 'card' }: SkeletonProps) {
  return (
    <div className={styles.skeleton} role="status" data-waiting>
      <VisuallyHidden>
        <Trans>Chargement…</Trans>
      </VisuallyHidden>
      {[...Array(rows).keys()].map((row) => (
        <div key={row} className={styles[shape]} aria-hidden="true" />
      ))}
    </div>
  )
}
