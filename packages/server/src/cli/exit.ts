import { UnusableFile } from '../communities/geojson-file.ts'
import { ConfigError } from '../platform/config.ts'
import { ClusterError } from '../platform/embedded-postgres.ts'

/** What the shell learns. */
export const EXIT = { done: 0, nothingChanged: 1, usage: 2, partly: 3 } as const

/** One line for what was to be expected; everything there is for what was not. */
export function explain(error: unknown): string {
  const expected = [ConfigError, ClusterError, UnusableFile].some((kind) => error instanceof kind)
  if (error instanceof Error) return `vigie: ${expected ? error.message : error.stack}`
  return `vigie: ${String(error)}`
}
