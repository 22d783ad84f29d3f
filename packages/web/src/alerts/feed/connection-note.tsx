import { Trans, useLingui } from '@lingui/react/macro'
import { Radio, RefreshCw, WifiOff } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { Icon } from '../../ui/icon.tsx'
import { clockWords, whenWords } from '../../ui/when-words.ts'
import { useConnection, useLiveAlerts } from '../live/live-alerts.tsx'
import styles from './connection-note.module.css'

/** Whether the list is live, or of when it is: « données de 14 h 32 ». */
export function ConnectionNote() {
  const { i18n } = useLingui()
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
  const since = at === null ? null : new Date(at)
  const sameDay = since?.toDateString() === new Date().toDateString()
  const time = since && (sameDay ? clockWords(since, i18n.locale) : whenWords(since, new Date(), i18n.locale))
  return (
    <p className={styles.note} data-state={connection}>
      <Icon of={connection === 'waiting' ? WifiOff : RefreshCw} size="small" />
      {connection === 'waiting' ? (
        time ? (
          <Trans>Pas de réseau · données de {time}</Trans>
        ) : (
          <Trans>Pas de réseau</Trans>
        )
      ) : (
        <Trans>Connexion…</Trans>
      )}
    </p>
  )
}

const noSubscription = () => () => {}
