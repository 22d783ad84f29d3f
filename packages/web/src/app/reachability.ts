import { createStore, useStore } from '../ui/store.ts'
import { PATIENCE_MS } from './patience.ts'

/** Milliseconds between two questions to the server while it answers, and while it does not. */
const CALM_MS = 60_000
const LOST_MS = 8_000

const reachable = createStore(navigator.onLine)

/** Whether the server answered last time; `navigator.onLine` alone lies in lifts and on hotel networks. */
export function useReachable(): boolean {
  return useStore(reachable)
}

/**
 * Asks the server now and then whether it is there: more often while it is not, never in a hidden tab.
 * `onRegained` is called each time it comes back. Returns how to stop.
 */
export function watchReachability(onRegained: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopped = false

  const learn = (answers: boolean) => {
    const before = reachable.get()
    reachable.set(answers)
    if (answers && !before) onRegained()
  }
  const ask = async () => {
    clearTimeout(timer)
    if (document.visibilityState === 'visible') learn(await serverAnswers())
    if (stopped) return
    clearTimeout(timer)
    const wait = reachable.get() ? CALM_MS : LOST_MS
    timer = setTimeout(ask, wait * (0.8 + 0.4 * Math.random()))
  }
  const lose = () => learn(false)

  void ask()
  window.addEventListener('online', ask)
  window.addEventListener('offline', lose)
  document.addEventListener('visibilitychange', ask)
  return () => {
    stopped = true
    clearTimeout(timer)
    window.removeEventListener('online', ask)
    window.removeEventListener('offline', lose)
    document.removeEventListener('visibilitychange', ask)
  }
}

async function serverAnswers(): Promise<boolean> {
  if (!navigator.onLine) return false
  try {
    const response = await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) })
    return response.ok
  } catch {
    return false
  }
}
