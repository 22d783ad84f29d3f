import type { ApolloClient } from '@apollo/client'
import { AlertsDocument, StreamCursorDocument } from '../../gen/graphql.ts'
import { PAGE_SIZE } from '../page-size.ts'
import { createAlertStream, type StreamEvent, type StreamSource } from './alert-stream.ts'
import { applyEvent, applyStreamItem, type Scope } from './apply-item.ts'
import { createFreshness } from './freshness.ts'

/** The live side of the app: one connection, shared by every view below `LiveAlertsProvider`. */
export type LiveAlerts = ReturnType<typeof createLiveAlerts>

/**
 * Ties the alert stream to the cache of `client` and to what this device remembers of `viewerId`. `onLive` is called
 * each time that the connection stands: proof that the server is reached again.
 */
export function createLiveAlerts(
  client: ApolloClient,
  source: StreamSource,
  viewerId: string,
  scope: Scope,
  onLive: () => void,
) {
  const freshness = createFreshness(viewerId)
  const recent: { at: number; event: StreamEvent }[] = []
  const stream = createAlertStream({
    source,
    keptCursor: () => client.readQuery({ query: StreamCursorDocument })?.alerts.streamCursor ?? null,
    async loadList() {
      const { data } = await client.query({
        query: AlertsDocument,
        variables: { first: PAGE_SIZE },
        fetchPolicy: 'network-only',
      })
      if (!data) throw new Error('the list of alerts came without data')
      return data.alerts.streamCursor
    },
    apply: (item) => applyStreamItem(client.cache, item, scope),
    async reload() {
      await client.refetchQueries({ include: 'active' })
    },
  })
  stream.onEvent((event) => {
    recent.push({ at: Date.now(), event })
    if (recent.length > 100) recent.shift()
  })
  stream.onState(() => {
    const live = stream.state() === 'live'
    if (stream.state() === 'over') freshness.ended()
    else freshness.connection(live)
    if (live) onLive()
  })
  return {
    stream,
    freshness,
    /**
     * An answer that was asked for before an event arrived may lack it, and would undo it in the cache:
     * writes again what came since `startedAt` (ms, this clock).
     */
    replaySince(startedAt: number) {
      const missed = recent.filter(({ at }) => at >= startedAt)
      if (missed.length === 0) return
      client.cache.batch({
        update: (cache) => {
          for (const { event } of missed) applyEvent(cache, event, scope)
        },
      })
    },
  }
}
