import { Plural, Trans } from '@lingui/react/macro'
import { Image, MapPin, MessageCircle } from 'lucide-react'
import { memo } from 'react'
import { Link } from 'wouter'
import type { AlertRowFragment } from '../gen/graphql.ts'
import { CategoryMark } from '../ui/category.tsx'
import { Icon } from '../ui/icon.tsx'
import { SeverityMark } from '../ui/severity-mark.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { When } from '../ui/when.tsx'
import styles from './alert-card.module.css'
import { AuthorName } from './author-name.tsx'
import { headlineOf } from './headline.ts'
import { lastStepBy } from './last-step.ts'

interface AlertCardProps {
  alert: AlertRowFragment
  /** Heading level of its place on the page. */
  level?: 2 | 3
}

/** One alert at a glance; the whole card leads to it. */
export const AlertCard = memo(function AlertCard({ alert, level = 2 }: AlertCardProps) {
  const { severity } = alert.cap
  const Heading = `h${level}` as const
  const photo = alert.photos.find((it) => it.thumbnailUrl)
  const finished = alert.status === 'RESOLVED'
  return (
    <article className={styles.card} data-severity={finished ? 'FINISHED' : severity}>
      <div className={styles.top}>
        <CategoryMark category={alert.category} />
        {severity !== 'MINOR' && severity !== 'UNKNOWN' && <SeverityMark severity={severity} />}
      </div>
      <div className={styles.middle}>
        <div className={styles.text}>
          <Heading className={styles.headline}>
            <Link href={`/alertes/${alert.id}`} className={styles.link}>
              {headlineOf(alert.description)}
            </Link>
          </Heading>
          <p className={styles.where}>
            <Icon of={MapPin} size="small" />
            <span>
              {alert.neighbourhood.name}
              {alert.place && <> · {alert.place}</>}
            </span>
          </p>
          <p className={styles.byline}>
            <When at={alert.reportedAt} />
            {' · '}
            {alert.mine ? <Trans>par vous</Trans> : <AuthorName person={alert.author} />}
          </p>
        </div>
        {photo?.thumbnailUrl && (
          <span className={styles.photo}>
            <img
              src={photo.thumbnailUrl}
              alt=""
              loading="lazy"
              decoding="async"
              width={88}
              height={88}
              onError={(event) => {
                // Without a network: an empty frame, not a torn page.
                event.currentTarget.style.visibility = 'hidden'
              }}
            />
            {alert.photos.length > 1 && (
              <span className={styles.photoCount}>
                <Icon of={Image} size="small" />
                <span>
                  <Plural value={alert.photos.length} one="# photo" other="# photos" />
                </span>
              </span>
            )}
          </span>
        )}
      </div>
      <div className={styles.bottom}>
        <StatusPill status={alert.status} by={lastStepBy(alert)} />
        {alert.commentCount > 0 && (
          <span className={styles.comments}>
            <Icon of={MessageCircle} size="small" />
            <Plural value={alert.commentCount} one="# commentaire" other="# commentaires" />
          </span>
        )}
      </div>
    </article>
  )
})
