/** What a bench is told. */
export interface BenchOptions {
  /** The whole size of the issue instead of the quick look. */
  long: boolean
  /** Runs of everything; a median is taken over them. */
  runs: number
}

/** What every `bench/<name>.bench.ts` exports. */
export interface Bench {
  /** As it is called on the command line. */
  name: string
  /** One line for `--help`. */
  description: string
  run(options: BenchOptions): Promise<Result>
}

/** One thing that is measured beside others: Vigie, or a peer. */
export interface Subject {
  name: string
  /** By measure and unit, e.g. `server CPU, ms`: one value per run. */
  figures: Record<string, number[]>
}

/** A quotient of two figures of the same run, so that whatever else the machine did weighs on both. */
export interface Ratio {
  name: string
  /** One per run. */
  values: number[]
}

/** What the issue asks for. */
export interface Aim {
  name: string
  value: number
  unit: string
  /** The value is reached when it is at most, or at least, this. */
  atMost?: number
  atLeast?: number
}

export interface Result {
  subjects: Subject[]
  ratios: Ratio[]
  aims: Aim[]
  /** What a reader must know: what was left out here, and why. */
  notes: string[]
}

/** The middle value; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  if (sorted.length === 0) return Number.NaN
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2
}

/** The value below which this part of all lies, e.g. 0.99 of the latencies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN
}

/** The quotients of two figures, run by run. */
export const ratioOf = (name: string, over: readonly number[], under: readonly number[]): Ratio => ({
  name,
  values: over.map((value, run) => value / (under[run] ?? Number.NaN)),
})

/** Whether the value is what the aim asks for. */
export const isReached = ({ value, atMost, atLeast }: Aim): boolean =>
  value <= (atMost ?? Number.POSITIVE_INFINITY) && value >= (atLeast ?? Number.NEGATIVE_INFINITY)
