import { useCallback, useEffect, useEffectEvent, useState } from 'react'
import { readLastLook, writeLastLook } from './last-look.ts'

export interface LastLook {
  /** ISO 8601, the server's; null before the first visit ever. Stays while the board is open. */
  at: string | null
  /** « Tout est vu » : nothing shown so far is new any more. */
  markSeen: () => void
}

/**
 * What is new since this person last looked at a board. The mark moves on when they leave it (or hide its tab), up
 * to `newest`: the server's time of the newest alert they were shown, or null while that is not known.
 */
export function useLastLook(viewerId: string, newest: string | null): LastLook {
  const [at, setAt] = useState(() => readLastLook(viewerId))
  const leave = useEffectEvent(() => {
    if (newest) writeLastLook(viewerId, newest)
  })
  useEffect(() => {
    const turn = () => {
      if (document.visibilityState === 'hidden') leave()
      else setAt(readLastLook(viewerId))
    }
    document.addEventListener('visibilitychange', turn)
    window.addEventListener('pagehide', turn)
    return () => {
      document.removeEventListener('visibilitychange', turn)
      window.removeEventListener('pagehide', turn)
      leave()
    }
  }, [viewerId])
  const markSeen = useCallback(() => {
    if (newest) writeLastLook(viewerId, newest)
    setAt(readLastLook(viewerId))
  }, [viewerId, newest])
  return { at, markSeen }
}
