/** Prints how long something took over many rounds, in one line under the test. */
export function printFigures(what: string, milliseconds: number[]): void {
  const sorted = milliseconds.toSorted((a, b) => a - b)
  const at = (share: number) => ((sorted[Math.floor((sorted.length - 1) * share)] ?? 0) / 1000).toFixed(2)
  console.log(`${what}: ${sorted.length} times, p50 ${at(0.5)} s, max ${at(1)} s`)
}

/** The middle one of these; the lower of two. */
export const median = (figures: readonly number[]): number =>
  figures.toSorted((a, b) => a - b)[Math.floor((figures.length - 1) / 2)] ?? Number.NaN
