import { ApolloProvider } from '@apollo/client/react'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { LiveAlertsProvider } from '../alerts/live/live-alerts.tsx'
import { webSocketSource } from '../alerts/live/stream-source.ts'
import { CurrentViewerDocument } from '../gen/graphql.ts'
import { refreshSubscription } from '../notifications/push-subscription.ts'
import { signedInAs, startSender, wakeSender } from '../outbox/outbox.ts'
import type { DataLayer } from './apollo.ts'
import { type KeptData, keep } from './kept-data.ts'
import { type Session, SessionContext, type Viewer, ViewerContext } from './session.tsx'

/** Milliseconds of quiet after which what changed in the cache is kept on this device. */
const KEEP_AFTER_MS = 1000

interface SessionProviderProps {
  data: DataLayer
  kept: KeptData | null
  children: ReactNode
}

/**
 * Who is signed in, from what this device remembers and then from the server. Without a network the remembered
 * person stays: what they see is dated, and what they write waits in the outbox.
 */
export function SessionProvider({ data, kept, children }: SessionProviderProps) {
  const { client, socket } = data
  const [viewer, setViewer] = useState<Viewer | null>(kept?.viewer ?? null)
  const [status, setStatus] = useState<Session['status']>(kept ? 'signed-in' : 'unknown')
  const current = useRef(viewer)

  const refresh = useCallback(async () => {
    const { data: answer } = await client.query({
      query: CurrentViewerDocument,
      fetchPolicy: 'network-only',
      errorPolicy: 'none',
    })
    const found = answer?.viewer ?? null
    if (current.current && current.current.id !== found?.id) await client.clearStore()
    current.current = found
    setViewer(found)
    setStatus(found ? 'signed-in' : 'signed-out')
    if (!found) return
    await signedInAs(found.id)
    wakeSender()
    void refreshSubscription()
  }, [client])

  useEffect(() => {
    const ask = () => {
      refresh().catch(() => setStatus((before) => (before === 'unknown' ? 'unreachable' : before)))
    }
    ask()
    window.addEventListener('online', ask)
    const stopSender = startSender()
    return () => {
      window.removeEventListener('online', ask)
      stopSender()
    }
  }, [refresh])

  useKeeping(data, current)
  const session = useMemo<Session>(() => ({ status, refresh }), [status, refresh])
  const source = useMemo(() => webSocketSource(client, socket), [client, socket])
  const scope = viewer?.seesWholeTown ? 'TOWN' : { neighbourhoodId: viewer?.neighbourhood?.id ?? null }
  return (
    <ApolloProvider client={client}>
      <SessionContext value={session}>
        <ViewerContext value={viewer}>
          {viewer ? (
            <LiveAlertsProvider
              key={`${viewer.id} ${JSON.stringify(scope)}`}
              viewerId={viewer.id}
              scope={scope}
              source={source}
              onOver={refresh}
            >
              {children}
            </LiveAlertsProvider>
          ) : (
            children
          )}
        </ViewerContext>
      </SessionContext>
    </ApolloProvider>
  )
}

/** Keeps the cache on this device: a moment after it changed, and when the app is left. */
function useKeeping({ cache }: DataLayer, current: { current: Viewer | null }): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const keepNow = () => {
      clearTimeout(timer)
      timer = undefined
      if (current.current) void keep(current.current, cache.extract())
    }
    const leave = () => timer !== undefined && document.visibilityState === 'hidden' && keepNow()
    cache.onChange = () => {
      timer ??= setTimeout(keepNow, KEEP_AFTER_MS)
    }
    document.addEventListener('visibilitychange', leave)
    return () => {
      cache.onChange = () => {}
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', leave)
    }
  }, [cache, current])
}
