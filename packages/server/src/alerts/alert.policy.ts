import { handlesAlerts, seesWholeTown } from '../identity/identity.policy.ts'
import type { Viewer } from '../identity/viewer.ts'

/**
 * With whose eyes somebody sees an alert. Everything that differs between viewers follows from this value,
 * so that one execution of a live event can serve all who share it.
 */
export type AlertSight = 'AUTHOR' | 'INSTITUTION' | 'WATCHER' | 'NEIGHBOUR'

/** What the policy must know of an alert. */
export interface AlertFacts {
  townId: string
  neighbourhoodId: string
  authorId: string
}

/** How this viewer sees this alert; null when not at all. */
export function sightOf(viewer: Viewer, alert: AlertFacts): AlertSight | null {
  if (viewer.townId !== alert.townId) return null
  if (viewer.personId === alert.authorId) return 'AUTHOR'
  if (handlesAlerts(viewer)) return 'INSTITUTION'
  if (seesWholeTown(viewer)) return 'WATCHER'
  return viewer.neighbourhoodId === alert.neighbourhoodId ? 'NEIGHBOUR' : null
}

/** The true position: author, town hall and police. Everyone else gets the one on the grid. */
export const seesExactPosition = (sight: AlertSight) => sight === 'AUTHOR' || sight === 'INSTITUTION'

/** The note of police or town hall is for the reporter and for the institutions. */
export const seesHandlingNotes = (sight: AlertSight) => sight === 'AUTHOR' || sight === 'INSTITUTION'

/** Whom the alert reached: the author and the institutions. */
export const seesReach = (sight: AlertSight) => sight === 'AUTHOR' || sight === 'INSTITUTION'

/** Whoever sees an alert may comment on it. */
export const mayComment = (sight: AlertSight | null): sight is AlertSight => sight !== null

/** Police and town hall say what becomes of an alert. */
export const mayHandle = (viewer: Viewer) => handlesAlerts(viewer)

/** Which neighbourhoods' lists this viewer reads: all of the town, or one, or none. */
export function readableNeighbourhoods(viewer: Viewer): 'ALL' | string[] {
  if (seesWholeTown(viewer)) return 'ALL'
  return viewer.neighbourhoodId ? [viewer.neighbourhoodId] : []
}

/**
 * Viewers with the same audience get the same bytes for the same event and operation.
 * The author of the alert is an audience of one.
 */
export function audienceOf(viewer: Viewer, alert: AlertFacts): string | null {
  const sight = sightOf(viewer, alert)
  return sight === 'AUTHOR' ? `author ${viewer.personId}` : sight
}
