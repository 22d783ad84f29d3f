import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { AlertRowFragment } from '../../gen/graphql.ts'
import { CategoryMark } from '../../ui/category.tsx'
import { SeverityMark } from '../../ui/severity-mark.tsx'
import { StatusPill } from '../../ui/status-pill.tsx'
import { When } from '../../ui/when.tsx'
import { AuthorName } from '../author-name.tsx'
import { afterHeadline } from '../headline.ts'
import { lastStepBy } from '../last-step.ts'
import type { AlertView } from '../use-alert.ts'
import { AlertComments } from './alert-comments.tsx'
import styles from './alert-detail.module.css'
import { AlertPhotos } from './alert-photos.tsx'
import { AlertPlace } from './alert-place.tsx'
import { AlertReach } from './alert-reach.tsx'
import { AlertTimeline } from './alert-timeline.tsx'

interface AlertDetailProps {
  alert: AlertRowFragment
  view: AlertView
  /** Town hall and police see whom it reached; so does its author. */
  seesReach: boolean
  /** What the viewer can do about it, for those who handle alerts. */
  actions?: ReactNode
  /** Heading level of its sections: one below its headline. */
  level?: 2 | 3
}

/** Everything known of one alert, below its headline. */
export function AlertDetail({ alert, view, seesReach, actions, level = 2 }: AlertDetailProps) {
  const happening = useHappening(alert)
  const rest = afterHeadline(alert.description)
  const Heading = `h${level}` as const
  return (
    <div className={styles.detail}>
      <div className={styles.marks}>
        <CategoryMark category={alert.category} />
        <SeverityMark severity={alert.cap.severity} />
        <StatusPill status={alert.status} by={lastStepBy(alert)} />
      </div>
      {rest && <p className={styles.description}>{rest}</p>}
      <p className={styles.byline}>
        {alert.mine ? <Trans>Signalée par vous</Trans> : <AuthorName person={alert.author} />}
        {', '}
        <When at={alert.reportedAt} />
        {happening && <> · {happening}</>}
      </p>
      {actions}
      <AlertPhotos photos={alert.photos} mine={alert.mine} />
      <section className={styles.section} aria-labelledby="where">
        <Heading id="where">
          <Trans>Où</Trans>
        </Heading>
        <AlertPlace alert={alert} />
      </section>
      <section className={styles.section} aria-labelledby="handling">
        <Heading id="handling">
          <Trans>Ce qu’elle devient</Trans>
        </Heading>
        <AlertTimeline alert={alert} />
      </section>
      {(alert.mine || seesReach) && (
        <section className={styles.section} aria-labelledby="reach">
          <Heading id="reach">
            <Trans>Qui a été prévenu</Trans>
          </Heading>
          <AlertReach alertId={alert.id} />
        </section>
      )}
      <AlertComments alertId={alert.id} total={alert.commentCount} view={view} level={level} />
    </div>
  )
}

function useHappening({ happening }: AlertRowFragment): string | null {
  const { t } = useLingui()
  if (happening === 'NOW') return t`en cours au moment du signalement`
  return happening === 'OVER' ? t`déjà terminé au moment du signalement` : null
}
