import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './list-detail.module.css'

interface ListDetailProps {
  list: ReactNode
  listLabel: string
  /** What the right side shows; null leaves the list alone on a phone and `aside` on a desk. */
  detail: ReactNode | null
  detailLabel: string
  /** Stands in the detail's place on a desk while nothing is chosen: a map, or what to do. */
  aside?: ReactNode
}

/** List and detail beside each other on a desk, each keeping its own place; one after the other on a phone. */
export function ListDetail({ list, listLabel, detail, detailLabel, aside }: ListDetailProps) {
  return (
    <div className={classNames(styles.frame, detail !== null && styles.withDetail)}>
      <section className={styles.list} aria-label={listLabel}>
        {list}
      </section>
      <section className={styles.detail} aria-label={detailLabel}>
        {detail ?? aside}
      </section>
    </div>
  )
}
