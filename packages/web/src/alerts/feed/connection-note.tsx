import { Trans } from '@lingui/react/macro'
import { Radio, RefreshCw, WifiOff } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { Icon } from '../../ui/icon.tsx'
import { StaleData } from '../../ui/stale-data.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { useConnection, useLiveAlerts } from '../live/use-live-alerts.ts'
import styles from './connection-note.module.css'

/** Whether the list is live, or of when it is: « données de 14 h 32 ». */
export function ConnectionNote() {
  const live = useLiveAlerts()
  const connection = useConnection()
  const at = useSyncExternalStore(
    live?.freshness.onChange ?? noSubscription,
    () => live?.freshness.at() ?? null,
  )
  if (connection === 'live') {
    return (
      <p className={styles.note} data-state="live">
        <Icon of={Radio} size="small" />
        <Trans>En direct</Trans>
      </p>
    )
  }
  if (connection !== 'waiting') {
    return (
      <p className={styles.note}>
        <Icon of={RefreshCw} size="small" />
        <Trans>Connexion…</Trans>
      </p>
    )
  }
  return (
    <p className={styles.note} data-state="waiting">
      <Icon of={WifiOff} size="small" />
      {at === null ? (
        <Trans>Pas en direct</Trans>
      ) : (
        <>
          <VisuallyHidden>
            <Trans>Pas en direct</Trans>
          </VisuallyHidden>
          <StaleData savedAt={new Date(at)} />
        </>
      )}
    </p>
  )
}

const noSubscription = () => () => {}
