import { Trans, useLingui } from '@lingui/react/macro'
import { MessageSquareQuote } from 'lucide-react'
import type { AlertRowFragment } from '../../gen/graphql.ts'
import { Icon } from '../../ui/icon.tsx'
import { spoken } from '../../ui/status-pill.tsx'
import { When } from '../../ui/when.tsx'
import { clockWords, whenWords } from '../../ui/when-words.ts'
import { AuthorName } from '../author-name.tsx'
import styles from './alert-timeline.module.css'
import { claimedApart } from './claimed-apart.ts'

/** What became of an alert, step by step: the last one is where it stands. */
export function AlertTimeline({ alert }: { alert: AlertRowFragment }) {
  const { t, i18n } = useLingui()
  const claimed = new Date(alert.claimedAt)
  const received = new Date(alert.reportedAt)
  const apart = claimedApart(claimed, received)
  const claimedTime =
    apart === 'OTHER_DAY' ? whenWords(claimed, received, i18n.locale) : clockWords(claimed, i18n.locale)
  return (
    <ol className={styles.timeline}>
      <li className={styles.step} data-status="REPORTED">
        <p className={styles.what}>
          <Trans>Alerte reçue</Trans> <When at={alert.reportedAt} className={styles.when} />
        </p>
        {apart && (
          <p className={styles.detail}>
            {apart === 'OTHER_DAY' ? (
              <Trans>C’était {claimedTime}, selon le téléphone.</Trans>
            ) : (
              <Trans>C’était vers {claimedTime}, selon le téléphone.</Trans>
            )}
          </p>
        )}
      </li>
      {alert.handling.map((step) => (
        <li key={step.id} className={styles.step} data-status={step.status}>
          <p className={styles.what}>
            {t(spoken(step.status, step.by.role).word)} <When at={step.at} className={styles.when} />
          </p>
          <p className={styles.detail}>
            <AuthorName person={step.by} />
          </p>
          {step.note && (
            <blockquote className={styles.note}>
              <Icon of={MessageSquareQuote} size="small" />
              <span>
                {step.note}
                {alert.mine && (
                  <small
                    className={styles.private}
                  >{t`Ce mot n’est montré qu’à vous, à la mairie et à la police.`}</small>
                )}
              </span>
            </blockquote>
          )}
        </li>
      ))}
      {alert.handling.length === 0 && (
        <li className={styles.step} data-status="WAITING">
          <p className={styles.detail}>
            <Trans>Ni la mairie ni la police municipale n’ont encore répondu ici.</Trans>
          </p>
        </li>
      )}
    </ol>
  )
}
