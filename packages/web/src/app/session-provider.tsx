import { ApolloProvider } from '@apollo/client/react'
import { type ReactNode, startTransition, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { lazySource } from '../alerts/live/lazy-source.ts'
import { LiveAlertsProvider } from '../alerts/live/live-alerts.tsx'
import { signedInAs, wakeSender } from '../outbox/outbox.ts'
import { formsClosed } from '../ui/form-guard.ts'
import type { DataLayer } from './apollo.ts'
import { useAsking } from './ask-who.ts'
import { askedAtStart } from './asked-at-start.ts'
import { findOutWho } from './find-out-who.ts'
import { forgetAfter } from './forget-person.ts'
import { type Known, keepAnswers } from './keep-answers.ts'
import type { KeptData } from './kept-data.ts'
import { type Session, SessionContext, type Viewer, ViewerContext } from './session.tsx'
import { onSignedOutElsewhere } from './signed-out-elsewhere.ts'

const NOBODY: Known = { viewer: null, expired: false, leaving: false }

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
  const { client, cache } = data
  const [viewer, setViewer] = useState<Viewer | null>(kept?.viewer ?? null)
  const [status, setStatus] = useState<Session['status']>(kept && !kept.expired ? 'signed-in' : 'unknown')
  const known = useRef<Known>({ viewer, expired: kept?.expired ?? false, leaving: false })

  const refresh = useCallback(async () => {
    const { viewer: former, expired: wasExpired } = known.current
    const found = await findOutWho(client, former)
    // Who signed out meanwhile must not be brought back by an answer to an earlier question.
    if (known.current.leaving || (former && !known.current.viewer)) return
    if (found.kind !== 'here') askedAtStart.forget()
    const viewer = found.kind === 'nobody' ? null : found.viewer
    const now: Known = { viewer, expired: found.kind === 'expired', leaving: false }
    if (former && (found.kind === 'nobody' || (found.kind === 'here' && found.anew))) {
      // Nothing is kept of a cache that is being emptied.
      known.current = NOBODY
      // What cannot be asked again says so on its own screen.
      await (viewer ? client.resetStore() : client.clearStore()).catch(() => {})
    }
    known.current = now
    // A whole screen follows from it, which is made in short strokes.
    startTransition(() => {
      setViewer(viewer)
      setStatus(found.kind === 'here' ? 'signed-in' : found.kind === 'expired' ? 'expired' : 'signed-out')
    })
    // A screen that is being written in still shows what it is about.
    if (now.expired && !wasExpired) {
      void formsClosed().then(async () => {
        if (known.current.expired) await client.clearStore()
      })
    }
    await forgetAfter(found, former, () => known.current === now).catch((error) =>
      console.error('this device could not forget everything', error),
    )
    if (!viewer || now.expired) return
    await signedInAs(viewer.id)
    wakeSender()
    import('./once-signed-in.ts').then(
      (then) => then.onceSignedIn(client),
      () => {},
    )
  }, [client])

  const end = useCallback(
    async (work: () => Promise<void>) => {
      known.current = { ...known.current, leaving: true }
      try {
        await work()
      } catch (error) {
        known.current = { ...known.current, leaving: false }
        throw error
      }
      known.current = NOBODY
      setViewer(null)
      setStatus('signed-out')
      await client.clearStore()
    },
    [client],
  )

  useAsking(data, refresh, () =>
    setStatus((before) => (before !== 'unknown' ? before : known.current.viewer ? 'expired' : 'unreachable')),
  )
  useEffect(() => keepAnswers(cache, () => known.current), [cache])
  useEffect(() => onSignedOutElsewhere(() => void end(async () => {})), [end])
  const session = useMemo<Session>(() => ({ status, refresh, end }), [status, refresh, end])
  const source = useMemo(
    () => lazySource(async () => (await import('./live-source.ts')).openLiveSource(client)),
    [client],
  )
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
