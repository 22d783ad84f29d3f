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
