import type { AlertFilter, AlertRowFragment } from '../../gen/graphql.ts'

/** What decides an alert's place in a list: the server's time, never the phone's. */
export interface Placed {
  id: string
  reportedAt: string
}

/** Newest first; the id breaks ties, so that every client shows the same order. */
export function compareNewestFirst(a: Placed, b: Placed): number {
  return Date.parse(b.reportedAt) - Date.parse(a.reportedAt) || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0)
}

/**
 * Where a live alert belongs in a loaded list. Null when it is there already, or when it lies below the last
 * loaded row and « Afficher plus » will bring it.
 */
export function placeInList(list: readonly Placed[], alert: Placed, hasMore: boolean): number | null {
  if (list.some((row) => row.id === alert.id)) return null
  const index = list.findIndex((row) => compareNewestFirst(alert, row) < 0)
  if (index >= 0) return index
  return hasMore ? null : list.length
}

/** Whether the server would list this alert under this filter. */
export function matchesFilter(
  alert: Pick<AlertRowFragment, 'category' | 'status' | 'neighbourhood' | 'reportedAt'>,
  filter: AlertFilter | null | undefined,
): boolean {
  if (!filter) return true
  const at = Date.parse(alert.reportedAt)
  return (
    (filter.categories?.includes(alert.category) ?? true) &&
    (filter.statuses?.includes(alert.status) ?? true) &&
    (filter.neighbourhoodIds?.includes(alert.neighbourhood.id) ?? true) &&
    (!filter.from || at >= Date.parse(filter.from)) &&
    (!filter.to || at < Date.parse(filter.to))
  )
}
