import { useEffect, useEffectEvent } from 'react'
import { startSender } from '../outbox/outbox.ts'
import { useOutbox } from '../outbox/use-outbox.ts'
import type { DataLayer } from './apollo.ts'

/**
 * Asks who is signed in whenever that may have changed: at start, with a network that is back, with a screen that is
 * looked at again, and when the server tells a query or the outbox that nobody is. `onSilence`: it did not answer.
 */
export function useAsking(
  { sessionLost }: DataLayer,
  refresh: () => Promise<void>,
  onSilence: () => void,
): void {
  const ask = useEffectEvent(() => {
    refresh().catch(onSilence)
  })
  useEffect(() => {
    ask()
    const look = () => document.visibilityState === 'visible' && ask()
    window.addEventListener('online', ask)
    document.addEventListener('visibilitychange', look)
    const stopSender = startSender()
    sessionLost.listener = () => ask()
    return () => {
      window.removeEventListener('online', ask)
      document.removeEventListener('visibilitychange', look)
      sessionLost.listener = () => {}
      stopSender()
    }
  }, [sessionLost])

  const refused = useOutbox().pause === 'UNAUTHENTICATED'
  useEffect(() => {
    if (refused) ask()
  }, [refused])
}
