/** The rows a reader sees, and those that arrived since and wait behind « 3 nouvelles ». */
export interface Split<Row> {
  visible: Row[]
  arrivals: Row[]
}

/**
 * Keeps a list in its place while rows arrive. A row that the reader has not been shown and that would push shown
 * ones down is an arrival; what comes below the last shown row (« Afficher plus ») just appends.
 * The reader's own rows never wait: they pressed the button themselves.
 */
export function splitArrivals<Row extends { id: string; mine: boolean }>(
  rows: readonly Row[],
  shown: ReadonlySet<string>,
): Split<Row> {
  const lastShown = rows.findLastIndex((row) => shown.has(row.id))
  const waits = (row: Row, index: number) => index < lastShown && !shown.has(row.id) && !row.mine
  return {
    visible: rows.filter((row, index) => !waits(row, index)),
    arrivals: rows.filter(waits),
  }
}

/**
 * The same for a list in an order of its own (the gravest first): rows stay where `order` has them, however they
 * change; what is not in it waits, sorted. The reader's own rows go on top at once.
 */
export function keepOrder<Row extends { id: string; mine: boolean }>(
  rows: readonly Row[],
  order: readonly string[],
  compare: (a: Row, b: Row) => number,
): Split<Row> {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const known = new Set(order)
  const late = rows.filter((row) => !known.has(row.id)).toSorted(compare)
  return {
    visible: [...late.filter((row) => row.mine), ...order.flatMap((id) => byId.get(id) ?? [])],
    arrivals: late.filter((row) => !row.mine),
  }
}
