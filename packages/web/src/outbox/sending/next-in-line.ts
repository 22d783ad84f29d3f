import type { OutboxEntry } from '../outbox-entry.ts'
import { waitLeft } from './backoff.ts'
import type { SenderPorts } from './ports.ts'

/** Faults of the server's own, answered to one entry, after which the line no longer waits for it. */
const FAULTS_MAX = 3

/** What comes next: an entry to send, how long to wait (ms) and why, or nothing. */
export type Next =
  | { kind: 'entry'; entry: OutboxEntry }
  | { kind: 'waiting'; code: string; retryInMs: number }
  | { kind: 'drained' }

/**
 * Chooses from `line` (one person's texts, in the order of saving) what leaves next. In order, and whoever waits
 * stops the line: what holds up one entry mostly holds up all. But an entry on which the server has broken
 * `FAULTS_MAX` times is stepped around and comes back when its own wait is over, at most once per turn (`tried`).
 * What is about the same alert stays behind it: a comment never overtakes its report.
 */
export function nextInLine(
  line: readonly OutboxEntry[],
  now: boolean,
  tried: ReadonlySet<string>,
  ports: SenderPorts,
): Next {
  const held = new Set<string>()
  const waits: Extract<Next, { kind: 'waiting' }>[] = []
  for (const entry of line) {
    if (held.has(alertOf(entry))) continue
    const left = waitLeft(entry.nextAttemptAt, ports.now())
    const ready = (now || left === 0) && !tried.has(entry.id)
    if (ready) return { kind: 'entry', entry }
    waits.push({ kind: 'waiting', code: entry.lastError?.code ?? '', retryInMs: left })
    if (!isSteppedAround(entry)) break
    held.add(alertOf(entry))
  }
  const [first, ...others] = waits
  if (!first) return { kind: 'drained' }
  return others.reduce((soonest, it) => (it.retryInMs < soonest.retryInMs ? it : soonest), first)
}

/** Whether the line goes on without `entry` while it waits. */
export function isSteppedAround(entry: OutboxEntry): boolean {
  return (entry.faults ?? 0) >= FAULTS_MAX
}

function alertOf({ request }: OutboxEntry): string {
  return request.kind === 'reportAlert' ? request.input.id : request.input.alertId
}
