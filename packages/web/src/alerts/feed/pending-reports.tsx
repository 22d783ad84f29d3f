import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Clock } from 'lucide-react'
import { Link } from 'wouter'
import { isUnsent } from '../../outbox/outbox.ts'
import { useOutbox } from '../../outbox/use-outbox.ts'
import { CATEGORIES } from '../../ui/category.tsx'
import { Icon } from '../../ui/icon.tsx'
import { When } from '../../ui/when.tsx'
import { headlineOf } from '../headline.ts'
import styles from './pending-reports.module.css'

/** The viewer's own reports that no neighbour sees yet: above the list, and loud until they are sent. */
export function PendingReports() {
  const { t } = useLingui()
  const { entries } = useOutbox()
  const reports = entries.flatMap((entry) =>
    isUnsent(entry) && !entry.acknowledgement && entry.request.kind === 'reportAlert'
      ? [{ entry, input: entry.request.input }]
      : [],
  )
  if (reports.length === 0) return null
  return (
    <section className={styles.pending} aria-labelledby="pending">
      <h2 id="pending" className={styles.title}>
        <Icon of={Clock} />
        <span>
          <Plural
            value={reports.length}
            one="Enregistré sur ce téléphone, pas encore envoyé"
            other="# signalements enregistrés sur ce téléphone, pas encore envoyés"
          />
        </span>
      </h2>
      <ul className={styles.list}>
        {reports.map(({ entry, input }) => (
          <li key={entry.id} className={styles.report}>
            <p className={styles.headline}>{headlineOf(input.description)}</p>
            <p className={styles.detail}>
              {t(CATEGORIES[input.category].word)} · <When at={entry.savedAt} />
              {entry.state === 'refused' && (
                <>
                  {' · '}
                  <strong>
                    <Trans>pas accepté</Trans>
                  </strong>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
      <Link href="/envois" className={styles.link}>
        <Trans>Voir mes envois</Trans>
      </Link>
    </section>
  )
}
