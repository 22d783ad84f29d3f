const MINUTE_MS = 60_000
const PREFIX = 'vigie.fresh.'

/**
 * Remembers on this device until when the shown alerts were certainly current, for « données de 14 h 32 ».
 * By this device's clock, because it is shown beside it.
 */
export function createFreshness(viewerId: string, storage: Storage = localStorage) {
  const key = PREFIX + viewerId
  const listeners = new Set<() => void>()
  let live = false
  let at = Number(storage.getItem(key)) || null

  function currentNow() {
    at = Date.now()
    try {
      storage.setItem(key, String(at))
    } catch {
      // A full storage only costs the date after a reload.
    }
    for (const listener of [...listeners]) listener()
  }

  return {
    /** The connection came or went: up to this moment, what is shown was current. */
    connection(isLive: boolean) {
      if (live || isLive) currentNow()
      live = isLive
    },
    /** The session is over: what this device kept may be wiped by now, so nothing is written any more. */
    ended() {
      live = false
    },
    /** A list was answered by the server. */
    answered: currentNow,
    /** Ms since 1970; null when nothing was ever loaded here. While live, moved on each minute. */
    at: () => at,
    onChange(listener: () => void) {
      listeners.add(listener)
      const timer = setInterval(() => live && currentNow(), MINUTE_MS)
      return () => {
        clearInterval(timer)
        listeners.delete(listener)
      }
    },
  }
}
