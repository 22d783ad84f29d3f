import { useApolloClient } from '@apollo/client/react'
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { wakeSender } from '../../outbox/outbox.ts'
import type { StreamSource } from './alert-stream.ts'
import type { Scope } from './apply-item.ts'
import { ArrivalAnnouncer } from './arrival-announcer.tsx'
import { createLiveAlerts } from './create-live-alerts.ts'
import { LiveAlertsContext } from './use-live-alerts.ts'

/** Wait before another try after the server has ended the stream. */
const ASK_AGAIN_MS = 5000

interface ProviderProps {
  viewerId: string
  scope: Scope
  source: StreamSource
  /** False after the session has expired: nothing is asked until it is back. */
  allowed: boolean
  /** The server ended the session, or a right changed: finds out who is signed in now. */
  onOver: () => Promise<void>
  children: ReactNode
}

/** Keeps the alert stream open while somebody is signed in. Remount it (by `key`) when the viewer or their scope changes. */
export function LiveAlertsProvider({ viewerId, scope, source, allowed, onOver, children }: ProviderProps) {
  const client = useApolloClient()
  const [live] = useState(() => createLiveAlerts(client, source, viewerId, scope, wakeSender))
  const findOut = useEffectEvent(onOver)
  useEffect(() => {
    if (!allowed) return
    let gone = false
    const begin = () => {
      if (!gone) live.stream.start()
    }
    begin()
    const stopWatching = live.stream.onState(() => {
      if (live.stream.state() !== 'over') return
      // Still here afterwards: the session lives, so the stream may begin again.
      const later = () => setTimeout(begin, ASK_AGAIN_MS)
      findOut().then(later, later)
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
  }, [live, allowed])
  return (
    <LiveAlertsContext value={live}>
      {children}
      <ArrivalAnnouncer />
    </LiveAlertsContext>
  )
}
