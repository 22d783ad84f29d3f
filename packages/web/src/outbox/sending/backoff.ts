/** The first wait is at most this long; every further one doubles. */
const BASE_MS = 2000

/** No wait is longer: a server that is back must not be waited for much longer than that. */
export const BACKOFF_MAX_MS = 5 * 60_000

/**
 * Milliseconds until the next attempt: exponential with full jitter, so that phones that lost the server together
 * do not return together. `attempts` counts from 1; `retryAfterMs`, the server's own wish, is a lower bound.
 */
export function backoff(attempts: number, random: () => number, retryAfterMs = 0): number {
  const ceiling = Math.min(BACKOFF_MAX_MS, BASE_MS * 2 ** Math.min(attempts - 1, 16))
  return Math.min(BACKOFF_MAX_MS, Math.max(retryAfterMs, Math.round(random() * ceiling)))
}

/**
 * Milliseconds that are left to wait at `now`. A moment further away than any wait could be was written by a clock
 * that has since been set back, and no longer means anything.
 */
export function waitLeft(nextAttemptAt: number, now: number): number {
  const left = nextAttemptAt - now
  return left > 0 && left <= BACKOFF_MAX_MS ? left : 0
}
