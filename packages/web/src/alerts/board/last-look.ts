import type { AlertRowFragment } from '../../gen/graphql.ts'

const PREFIX = 'vigie.looked.'

/**
 * Until where somebody has looked at a board, by the server's time of the newest alert they were shown; kept on
 * this device for each person. A device's clock plays no part.
 */
export function readLastLook(viewerId: string, storage: Storage = localStorage): string | null {
  try {
    return storage.getItem(PREFIX + viewerId)
  } catch {
    return null
  }
}

/** Moves the mark to `at` (ISO 8601, the server's); it never moves back. */
export function writeLastLook(viewerId: string, at: string, storage: Storage = localStorage): void {
  const before = readLastLook(viewerId, storage)
  if (before !== null && Date.parse(before) >= Date.parse(at)) return
  try {
    storage.setItem(PREFIX + viewerId, at)
  } catch {
    // Storage is refused: the marks come again at the next visit.
  }
}

/** Whether an alert came after the last look; before any look nothing is new, for everything would be. */
export function isNewSince(alert: Pick<AlertRowFragment, 'reportedAt'>, lastLook: string | null): boolean {
  return lastLook !== null && Date.parse(alert.reportedAt) > Date.parse(lastLook)
}

/** The server's time of the newest of some alerts. */
export function newestOf(alerts: readonly Pick<AlertRowFragment, 'reportedAt'>[]): string | null {
  return alerts.reduce<string | null>(
    (newest, { reportedAt }) =>
      newest === null || Date.parse(reportedAt) > Date.parse(newest) ? reportedAt : newest,
    null,
  )
}
