import { ApolloProvider } from '@apollo/client/react'
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import { LiveAlertsProvider } from '../alerts/live/live-alerts.tsx'
import { webSocketSource } from '../alerts/live/stream-source.ts'
import { CurrentViewerDocument } from '../gen/graphql.ts'
import { refreshSubscription } from '../notifications/push-subscription.ts'
import { signedInAs, wakeSender } from '../outbox/outbox.ts'
import type { DataLayer } from './apollo.ts'
import { useAsking } from './ask-who.ts'
import { type KeptData, keep } from './kept-data.ts'
import { type Session, SessionContext, type Viewer, ViewerContext } from './session.tsx'
import { type Known, useKeeping } from './use-keeping.ts'

interface SessionProviderProps {
  data: DataLayer
  kept: KeptData | null
  children: ReactNode
}

/**
 * Who is signed in, from what this device remembers and then from the server. Without a network the remembered
 * person stays: what they see is dated, and what they write waits in the outbox. When the server says that their
 * session is over they stay too, without anything that the server had answered them.
 */
export function SessionProvider({ data, kept, children }: SessionProviderProps) {
  const { client, socket } = data
  const [viewer, setViewer] = useState<Viewer | null>(kept?.viewer ?? null)
  const [status, setStatus] = useState<Session['status']>(kept && !kept.expired ? 'signed-in' : 'unknown')
  const known = useRef<Known>({ viewer, expired: kept?.expired ?? false, leaving: false })

  const refresh = useCallback(async () => {
    const { data: answer } = await client.query({
      query: CurrentViewerDocument,
      fetchPolicy: 'network-only',
      errorPolicy: 'none',
    })
    const { viewer: before, leaving } = known.current
    const found = answer?.viewer ?? null
    if (!found && leaving) return
    if (before && before.id !== found?.id) await client.clearStore()
    known.current = { viewer: found ?? before, expired: !found, leaving }
    if (!found) {
      if (before) await keep({ viewer: before, cache: {}, expired: true })
      return setStatus(before ? 'expired' : 'signed-out')
    }
    setViewer(found)
    setStatus('signed-in')
    await signedInAs(found.id)
    wakeSender()
    void refreshSubscription()
  }, [client])

  const end = useCallback(
    async (work: () => Promise<void>) => {
      known.current.leaving = true
      try {
        await work()
      } catch (error) {
        known.current.leaving = false
        throw error
      }
      known.current = { viewer: null, expired: false, leaving: false }
      await client.clearStore()
      setViewer(null)
      setStatus('signed-out')
    },
    [client],
  )

  useAsking(data, refresh, () =>
    setStatus((before) => (before !== 'unknown' ? before : known.current.viewer ? 'expired' : 'unreachable')),
  )
  useKeeping(data, known)
  const session = useMemo<Session>(() => ({ status, refresh, end }), [status, refresh, end])
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
              allowed={status === 'signed-in'}
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
