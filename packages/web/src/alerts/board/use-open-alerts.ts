import { NetworkStatus } from '@apollo/client'
import { useQuery } from '@apollo/client/react'
import { type AlertStatus, LIMITS } from '@vigie/schema'
import { useEffect, useMemo } from 'react'
import { type AlertFilter, type AlertRowFragment, AlertsDocument } from '../../gen/graphql.ts'
import { useLiveAlerts } from '../live/use-live-alerts.ts'

/** Alerts that nobody has finished. */
export const OPEN_STATUSES: AlertStatus[] = ['REPORTED', 'ACKNOWLEDGED', 'ON_THE_WAY']
const OPEN: AlertFilter = { statuses: OPEN_STATUSES }

/** A town with more open alerts than this needs people, not a longer list. */
const MOST = 200

export interface OpenAlerts {
  /** By their present state, newest first. */
  rows: AlertRowFragment[]
  /** The server has answered, or cannot. */
  settled: boolean
  loaded: boolean
  /** There are more than are counted. */
  capped: boolean
}

/** Every alert of the viewer's scope that is not finished, all pages; live. */
export function useOpenAlerts(): OpenAlerts {
  const live = useLiveAlerts()
  const { data, networkStatus, fetchMore } = useQuery(AlertsDocument, {
    variables: { filter: OPEN, first: LIMITS.pageMax },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    notifyOnNetworkStatusChange: true,
    errorPolicy: 'none',
  })
  const page = data?.alerts
  const settled = networkStatus >= NetworkStatus.ready
  const more = settled && page?.pageInfo.hasNextPage && page.edges.length < MOST
  const after = more ? page.pageInfo.endCursor : null
  useEffect(() => {
    if (!after) return
    const startedAt = Date.now()
    fetchMore({ variables: { after } })
      .then(() => live?.replaySince(startedAt))
      .catch(() => {})
  }, [after, fetchMore, live])
  // A row stays in the stored list when it is finished; its state says so.
  const rows = useMemo(
    () => page?.edges.map((edge) => edge.node).filter((alert) => alert.status !== 'RESOLVED') ?? [],
    [page],
  )
  return { rows, settled, loaded: page !== undefined, capped: page?.pageInfo.hasNextPage ?? false }
}
