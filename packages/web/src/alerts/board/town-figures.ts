import type { AlertRowFragment } from '../../gen/graphql.ts'
import { isSevere } from '../severity.ts'

/** The numbers that matter at eight in the morning. */
export interface TownFigures {
  open: number
  severe: number
  unacknowledged: number
  /** The server's time of the oldest alert nobody has answered. */
  oldestUnacknowledged: string | null
  /** Open alerts by neighbourhood, the most first; neighbourhoods without any are left out. */
  byNeighbourhood: { id: string; name: string; open: number }[]
}

/** Counts open alerts by their present state: a resolved one no longer counts, wherever it came from. */
export function townFigures(alerts: readonly AlertRowFragment[]): TownFigures {
  const open = alerts.filter((alert) => alert.status !== 'RESOLVED')
  const waiting = open.filter((alert) => alert.status === 'REPORTED')
  const neighbourhoods = new Map<string, { id: string; name: string; open: number }>()
  for (const { neighbourhood } of open) {
    const before = neighbourhoods.get(neighbourhood.id)
    if (before) before.open++
    else neighbourhoods.set(neighbourhood.id, { id: neighbourhood.id, name: neighbourhood.name, open: 1 })
  }
  return {
    open: open.length,
    severe: open.filter(isSevere).length,
    unacknowledged: waiting.length,
    oldestUnacknowledged:
      waiting.map((alert) => alert.reportedAt).toSorted((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null,
    byNeighbourhood: [...neighbourhoods.values()].toSorted(
      (a, b) => b.open - a.open || a.name.localeCompare(b.name, 'fr'),
    ),
  }
}
