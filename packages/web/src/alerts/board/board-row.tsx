import { Plural, Trans } from '@lingui/react/macro'
import { BellRing, Camera, MessageCircle } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { AlertRowFragment } from '../../gen/graphql.ts'
import { Badge } from '../../ui/badge.tsx'
import { CategoryMark } from '../../ui/category.tsx'
import { Icon } from '../../ui/icon.tsx'
import { SeverityMark } from '../../ui/severity-mark.tsx'
import { StatusPill } from '../../ui/status-pill.tsx'
import { When } from '../../ui/when.tsx'
import { headlineOf } from '../headline.ts'
import { lastStepBy } from '../last-step.ts'
import styles from './board-row.module.css'
import type { RowReach } from './use-reach-of.ts'

interface BoardRowProps {
  alert: AlertRowFragment
  href: string
  isSelected: boolean
  isNew: boolean
  /** Whom it reached, once that is known. */
  reach?: RowReach
  /** Below the row's own words: what waits on this device, or buttons. */
  children?: ReactNode
}

/** One alert on a board: how grave, what, where, when and how far, in two lines on a desk. */
export const BoardRow = memo(function BoardRow({
  alert,
  href,
  isSelected,
  isNew,
  reach,
  children,
}: BoardRowProps) {
  const photos = alert.photos.length
  const finished = alert.status === 'RESOLVED'
  return (
    <article
      className={styles.row}
      data-severity={finished ? 'FINISHED' : alert.cap.severity}
      data-selected={isSelected}
      data-new={isNew}
    >
      <div className={styles.top}>
        <SeverityMark severity={alert.cap.severity} />
        <CategoryMark category={alert.category} />
        {isNew && (
          <Badge tone="attention">
            <Trans>Nouvelle</Trans>
          </Badge>
        )}
      </div>
      <h2 className={styles.headline}>
        <Link href={href} className={styles.link} data-row={alert.id} aria-current={isSelected || undefined}>
          {headlineOf(alert.description)}
        </Link>
      </h2>
      <p className={styles.where}>
        <When at={alert.reportedAt} /> · {alert.neighbourhood.name}
        {alert.place && <> · {alert.place}</>}
      </p>
      <div className={styles.bottom}>
        <StatusPill status={alert.status} by={lastStepBy(alert)} />
        {photos > 0 && (
          <span className={styles.count}>
            <Icon of={Camera} size="small" />
            <Plural value={photos} one="# photo" other="# photos" />
          </span>
        )}
        {alert.commentCount > 0 && (
          <span className={styles.count}>
            <Icon of={MessageCircle} size="small" />
            <Plural value={alert.commentCount} one="# commentaire" other="# commentaires" />
          </span>
        )}
        {reach && <ReachWords reach={reach} />}
      </div>
      {children}
    </article>
  )
})

function ReachWords({ reach }: { reach: RowReach }) {
  const institutions = reach.townHall + reach.police
  return (
    <span className={styles.count}>
      <Icon of={BellRing} size="small" />
      <span>
        <Plural value={reach.neighbours} one="# voisin" other="# voisins" />
        {institutions > 0 && (
          <>
            {' + '}
            <Plural value={institutions} one="# agent" other="# agents" />
          </>
        )}
      </span>
    </span>
  )
}
