import type { ApolloClient } from '@apollo/client'
import { useApolloClient } from '@apollo/client/react'
import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useEffectEvent,
  useState,
  useSyncExternalStore,
} from 'react'
import { AlertsDocument, StreamCursorDocument } from '../../gen/graphql.ts'
import {
  type ConnectionState,
  createAlertStream,
  type StreamEvent,
  type StreamSource,
} from './alert-stream.ts'
import { applyEvent, applyStreamItem, type Scope } from './apply-item.ts'
import { createFreshness } from './freshness.ts'

/** Alerts of one page of any list. */
export const PAGE_SIZE = 20

/** Wait before another try when nobody could be asked who is signed in. */
const ASK_AGAIN_MS = 10_000

/** The live side of the app: one connection, shared by every view below `LiveAlertsProvider`. */
export type LiveAlerts = ReturnType<typeof createLiveAlerts>

const LiveAlertsContext = createContext<LiveAlerts | null>(null)

interface ProviderProps {
  viewerId: string
  scope: Scope
  source: StreamSource
  /** The server ended the session, or a right changed: finds out who is signed in now. */
  onOver: () => Promise<void>
  children: ReactNode
}

/** Keeps the alert stream open while somebody is signed in. Remount it (by `key`) when the viewer or their scope changes. */
export function LiveAlertsProvider({ viewerId, scope, source, onOver, children }: ProviderProps) {
  const client = useApolloClient()
  const [live] = useState(() => createLiveAlerts(client, source, viewerId, scope))
  const findOut = useEffectEvent(onOver)
  useEffect(() => {
    let gone = false
    const begin = () => {
      if (!gone) live.stream.start()
    }
    begin()
    const stopWatching = live.stream.onState(() => {
      if (live.stream.state() !== 'over') return
      // Still here afterwards: the session lives, so the stream may begin again.
      findOut().then(begin, () => setTimeout(begin, ASK_AGAIN_MS))
    })
    const wake = () => {
      if (document.visibilityState === 'visible') live.stream.wake()
    }
    window.addEventListener('online', wake)
    document.addEventListener('visibilitychange', wake)
    return () => {
      window.removeEventListener('online', wake)
      document.removeEventListener('visibilitychange', wake)
      gone = true
      stopWatching()
      live.stream.stop()
    }
  }, [live])
  return <LiveAlertsContext value={live}>{children}</LiveAlertsContext>
}

/** The live side, or null while nobody is signed in. */
export function useLiveAlerts(): LiveAlerts | null {
  return use(LiveAlertsContext)
}

/** How the live connection is doing; `over` also while there is none. */
export function useConnection(): ConnectionState {
  const live = useLiveAlerts()
  return useSyncExternalStore(live?.stream.onState ?? noSubscription, () => live?.stream.state() ?? 'over')
}

/** Calls `listener` for every event that arrives, repeats excluded. Hand in a stable function. */
export function useAlertEvents(listener: (event: StreamEvent) => void): void {
  const live = useLiveAlerts()
  useEffect(() => live?.stream.onEvent(listener), [live, listener])
}

const noSubscription = () => () => {}

function createLiveAlerts(client: ApolloClient, source: StreamSource, viewerId: string, scope: Scope) {
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
  stream.onState(() => freshness.connection(stream.state() === 'live'))
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
