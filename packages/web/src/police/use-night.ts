import { NetworkStatus } from '@apollo/client'
import { useQuery } from '@apollo/client/react'
import { LIMITS } from '@vigie/schema'
import { useEffect, useMemo } from 'react'
import { useLiveAlerts } from '../alerts/live/use-live-alerts.ts'
import { type AlertFilter, type AlertRowFragment, AlertsDocument } from '../gen/graphql.ts'
import { useNow } from '../ui/use-now.ts'
import { nightStart } from './night.ts'

/** The alerts of the present night, newest first; live. */
export function useNight(): { rows: AlertRowFragment[]; settled: boolean } {
  const live = useLiveAlerts()
  const from = nightStart(new Date(useNow())).toISOString()
  const filter = useMemo<AlertFilter>(() => ({ from }), [from])
  const { data, networkStatus } = useQuery(AlertsDocument, {
    variables: { filter, first: LIMITS.pageMax },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    notifyOnNetworkStatusChange: true,
    errorPolicy: 'none',
  })
  const settled = networkStatus >= NetworkStatus.ready
  useEffect(() => {
    if (settled) live?.freshness.answered()
  }, [live, settled])
  const rows = useMemo(() => data?.alerts.edges.map((edge) => edge.node) ?? [], [data])
  return { rows, settled }
}
