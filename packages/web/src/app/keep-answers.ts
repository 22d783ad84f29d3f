import type { ObservedCache } from './apollo.ts'
import { keep } from './kept-data.ts'
import type { Viewer } from './session.tsx'

/** Milliseconds of quiet after which what changed in the cache is kept on this device. */
const KEEP_AFTER_MS = 1000

/** What the session knows besides what it shows. */
export interface Known {
  viewer: Viewer | null
  expired: boolean
  /** The session is being ended from here: that nobody is signed in then is no news. */
  leaving: boolean
}

/**
 * Keeps the cache on this device for whom `known` names: a moment after it changed, and when the app is left. Never
 * without a session. Returns how to stop.
 */
export function keepAnswers(cache: ObservedCache, known: () => Known): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const keepNow = () => {
    clearTimeout(timer)
    timer = undefined
    const { viewer, expired } = known()
    if (!viewer || expired) return
    const still = () => known().viewer?.id === viewer.id && !known().expired
    void keep({ viewer, cache: cache.extract(), expired }, still)
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
}
