import type { SenderPorts } from './ports.ts'

/** What a drain came to; `retryInMs` is when the next attempt is due. */
export type DrainOutcome =
  | { kind: 'drained' }
  | { kind: 'waiting'; code: string; retryInMs: number }
  | { kind: 'paused'; code: string }

/** One turn at sending. `now` ends every wait, because somebody asked or the network has just come back. */
export type Work = (now: boolean, ports: SenderPorts) => Promise<DrainOutcome>

/**
 * One sender at a time, across all tabs and the service worker, by a Web Lock: a killed holder frees it.
 *
 * Who finds the lock taken queues up instead of leaving: the holder may already have looked at the line for the last
 * time, and what was saved since would then lie there until the next occasion. Calls that come while one is queued
 * share its turn.
 */
export function lane(name: string, work: Work): Work {
  let queued: { now: boolean; outcome: Promise<DrainOutcome> } | null = null
  let lastHere: Promise<unknown> = Promise.resolve()

  return (now, ports) => {
    if (queued) {
      queued.now ||= now
      return queued.outcome
    }
    const before = lastHere
    const begin = () => {
      const urgent = turn.now
      queued = null
      return work(urgent, ports)
    }
    const turn: { now: boolean; outcome: Promise<DrainOutcome> } = {
      now,
      outcome: Promise.resolve().then(() =>
        ports.locks ? ports.locks.request(name, begin) : before.then(begin, begin),
      ),
    }
    lastHere = turn.outcome
    queued = turn
    return turn.outcome
  }
}
