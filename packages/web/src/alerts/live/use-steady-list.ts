import { useEffect, useState } from 'react'
import { type Split, splitArrivals } from './arrivals.ts'

interface Reading {
  /** Which list is being read: a filter, or none. */
  list: unknown
  ids: ReadonlySet<string>
  /** From the first answer or the first touch on, nothing moves under the reader. */
  begun: boolean
}

const NOTHING: ReadonlySet<string> = new Set()

/**
 * Keeps a list in its place: what arrives above the last shown row waits until `reveal`.
 * `settled` says that the server has answered (or cannot); until then, and until the reader touches something, the
 * answer may replace what this device had kept. `list` is compared by identity; another one starts afresh.
 */
export function useSteadyList<Row extends { id: string; mine: boolean }>(
  rows: readonly Row[],
  list: unknown,
  settled: boolean,
): Split<Row> & { reveal: () => void } {
  const [reading, setReading] = useState<Reading>({ list, ids: NOTHING, begun: false })
  const current = reading.list === list ? reading : { list, ids: NOTHING, begun: false }
  const split = splitArrivals(rows, current.begun ? current.ids : NOTHING)

  const shown = split.visible.map((row) => row.id).join()
  useEffect(() => {
    const ids = new Set(shown === '' ? [] : shown.split(','))
    setReading((before) => ({ list, ids, begun: settled || (before.list === list && before.begun) }))
  }, [list, shown, settled])

  useEffect(() => {
    const begin = () => setReading((before) => (before.begun ? before : { ...before, begun: true }))
    const touches = ['pointerdown', 'keydown', 'scroll'] as const
    for (const touch of touches) window.addEventListener(touch, begin, { passive: true, capture: true })
    return () => {
      for (const touch of touches) window.removeEventListener(touch, begin, { capture: true })
    }
  }, [])

  const reveal = () => setReading({ list, ids: new Set(rows.map((row) => row.id)), begun: true })
  return { ...split, reveal }
}
