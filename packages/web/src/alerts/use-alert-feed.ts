import { NetworkStatus } from '@apollo/client'
import { useQuery } from '@apollo/client/react'
import { useEffect, useMemo, useRef } from 'react'
import { type AlertFilter, type AlertRowFragment, AlertsDocument } from '../gen/graphql.ts'
import type { LiveAlerts } from './live/create-live-alerts.ts'
import { useLiveAlerts } from './live/use-live-alerts.ts'
import { useSteadyList } from './live/use-steady-list.ts'
import { MORE, PAGE_SIZE } from './page-size.ts'

/** A list of alerts that stays in its place. */
export interface AlertFeed {
  /** What is shown, newest first. */
  rows: AlertRowFragment[]
  /** What arrived since and waits to be revealed, newest first. */
  arrivals: AlertRowFragment[]
  reveal: () => void
  /** Nothing to show yet. */
  loading: boolean
  /** The server could not be asked, and nothing is kept on this device. */
  failed: boolean
  hasMore: boolean
  loadingMore: boolean
  loadMore: () => void
  retry: () => void
}

/**
 * The viewer's alerts under `filter`: what this device kept at once, then the server's answer, then live.
 * `filter` must keep its identity while it means the same; `pageSize` is that of the first page.
 */
export function useAlertFeed(filter?: AlertFilter, pageSize = PAGE_SIZE): AlertFeed {
  const live = useLiveAlerts()
  const { data, error, networkStatus, fetchMore, refetch } = useQuery(AlertsDocument, {
    variables: { first: pageSize, ...(filter && { filter }) },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    notifyOnNetworkStatusChange: true,
    // `none` keeps the list that this device had beside the error; `all` would put nothing in its place.
    errorPolicy: 'none',
  })
  const loadingMore = networkStatus === NetworkStatus.fetchMore
  const asking = networkStatus < NetworkStatus.ready && !loadingMore
  useReplayAfterAnswer(live, asking, error === undefined)

  const all = useMemo(() => data?.alerts.edges.map((edge) => edge.node) ?? [], [data])
  const { visible, arrivals, reveal } = useSteadyList(all, filter, !asking)
  return {
    rows: visible,
    arrivals,
    reveal,
    loading: !data && asking,
    failed: !data && !asking,
    hasMore: data?.alerts.pageInfo.hasNextPage ?? false,
    loadingMore,
    loadMore() {
      const startedAt = Date.now()
      fetchMore({ variables: { first: Math.max(pageSize, MORE), after: data?.alerts.pageInfo.endCursor } })
        .then(() => live?.replaySince(startedAt))
        .catch(() => {})
    },
    retry: () => void refetch().catch(() => {}),
  }
}

/** Events that arrived while the server was being asked are written again over its answer. */
function useReplayAfterAnswer(live: LiveAlerts | null, asking: boolean, answered: boolean): void {
  const startedAt = useRef(0)
  useEffect(() => {
    if (asking) {
      startedAt.current = Date.now()
      return
    }
    if (!answered) return
    live?.freshness.answered()
    live?.replaySince(startedAt.current)
  }, [live, asking, answered])
}
