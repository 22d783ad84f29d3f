import { useQuery } from '@apollo/client/react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Landmark, type LucideIcon, Shield, Users } from 'lucide-react'
import { useEffect } from 'react'
import { AlertReachDocument } from '../../gen/graphql.ts'
import { Icon } from '../../ui/icon.tsx'
import styles from './alert-reach.module.css'

/** While messages are on their way, their counts are asked for again this often. */
const WAITING_POLL_MS = 4000

/** Whom an alert reached, for its author and the institutions. */
export function AlertReach({ alertId }: { alertId: string }) {
  const { t } = useLingui()
  const { data, error, stopPolling, startPolling } = useQuery(AlertReachDocument, {
    variables: { id: alertId },
    fetchPolicy: 'cache-and-network',
  })
  const reach = data?.alert?.reach
  const waiting = reach?.deliveries.waiting ?? 0
  useEffect(() => {
    if (waiting === 0) return
    startPolling(WAITING_POLL_MS)
    return stopPolling
  }, [waiting, startPolling, stopPolling])
  if (!reach) {
    if (data) return null
    return (
      <p className={styles.deliveries}>
        {error ? <Trans>On le lira ici dès que le réseau sera revenu.</Trans> : <Trans>Lecture…</Trans>}
      </p>
    )
  }
  const { accepted, delivered, failed, skipped } = reach.deliveries
  const handed = accepted + delivered
  return (
    <div className={styles.reach}>
      <ul className={styles.groups}>
        <Group icon={Users} count={reach.neighbours} word={t`voisins`} />
        <Group icon={Landmark} count={reach.townHall} word={t`à la mairie`} />
        <Group icon={Shield} count={reach.police} word={t`à la police municipale`} />
      </ul>
      <p className={styles.deliveries}>
        <Trans>Toutes ces personnes la voient dans Vigie.</Trans>{' '}
        <Plural
          value={handed}
          _0="Aucune notification n’est partie."
          one="# notification est partie vers un téléphone."
          other="# notifications sont parties vers des téléphones."
        />{' '}
        {waiting > 0 && <Plural value={waiting} one="# est en route." other="# sont en route." />}{' '}
        {failed > 0 && <Plural value={failed} one="# n’a pas abouti." other="# n’ont pas abouti." />}{' '}
        {skipped > 0 && (
          <Plural
            value={skipped}
            one="# personne n’a pas de notifications."
            other="# personnes n’ont pas de notifications."
          />
        )}
      </p>
    </div>
  )
}

function Group({ icon, count, word }: { icon: LucideIcon; count: number; word: string }) {
  return (
    <li className={styles.group}>
      <Icon of={icon} />
      <span>
        <strong className={styles.count}>{count}</strong> {word}
      </span>
    </li>
  )
}
