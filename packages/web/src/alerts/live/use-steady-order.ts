import { useEffect, useState } from 'react'
import type { Split } from './arrivals.ts'

/**
 * Keeps a sorted list in its order while its rows change: a row that is finished stays where the thumb expects it,
 * and what arrives waits. `reveal` sorts anew. Until the server has answered (`settled`) the order follows freely.
 */
export function useSteadyOrder<Row extends { id: string; mine: boolean }>(
  rows: readonly Row[],
  compare: (a: Row, b: Row) => number,
  settled: boolean,
): Split<Row> & { reveal: () => void } {
  const sorted = () => rows.toSorted(compare)
  const [order, setOrder] = useState<readonly string[] | null>(null)

  const first = settled && order === null && rows.length > 0
  useEffect(() => {
    if (first) setOrder(rows.toSorted(compare).map((row) => row.id))
  }, [first, rows, compare])

  if (order === null) return { visible: sorted(), arrivals: [], reveal: () => {} }
  const known = new Set(order)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const late = sorted().filter((row) => !known.has(row.id))
  return {
    visible: [...late.filter((row) => row.mine), ...order.flatMap((id) => byId.get(id) ?? [])],
    arrivals: late.filter((row) => !row.mine),
    reveal: () => setOrder(sorted().map((row) => row.id)),
  }
}
