import { useEffect, useState } from 'react'
import { keepOrder, type Split } from './arrivals.ts'

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
  return { ...keepOrder(rows, order, compare), reveal: () => setOrder(sorted().map((row) => row.id)) }
}
