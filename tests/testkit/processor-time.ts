/** One event of Chromium's trace; times in microseconds. */
interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  ts: number
  dur?: number
  /** The processor's time within `dur`. */
  tdur?: number
}

/**
 * Shortens every task in a trace, and what it consists of, to the time that it had the processor: what else ran on
 * the machine meanwhile is left out. When tasks begin stays as it was.
 */
export function toProcessorTime(events: TraceEvent[]): void {
  for (const [, thread] of Map.groupBy(events, ({ pid, tid }) => `${pid} ${tid}`)) {
    let task = { ts: 0, end: 0, share: 1 }
    for (const event of thread.toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))) {
      if (event.name === 'RunTask' && event.ph === 'X' && event.ts >= task.end) {
        const { ts, dur = 0, tdur = dur } = event
        task = { ts, end: ts + dur, share: dur > 0 ? Math.min(1, tdur / dur) : 1 }
      }
      if (event.ts >= task.end) continue
      event.ts = task.ts + (event.ts - task.ts) * task.share
      if (event.dur !== undefined) event.dur *= task.share
    }
  }
}
