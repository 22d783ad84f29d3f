import { type AlertSight, seesExactPosition, seesHandlingNotes } from './alert.policy.ts'
import type { AlertRow, HandlingRow, PhotoRow } from './alert.reads.ts'
import { AlertType, type HandlingStepType, type PhotoType, type Position } from './alert.type.ts'
import { GRID_RADIUS_METRES } from './position-grid.ts'

/** What somebody with this sight sees of the row. */
export function toAlert(row: AlertRow, sight: AlertSight): AlertType {
  return Object.assign(new AlertType(), {
    sight,
    townId: row.town_id,
    id: row.id,
    category: row.category,
    description: row.description,
    place: row.place ?? null,
    position: toPosition(row, sight),
    neighbourhood: { id: row.neighbourhood_id, name: row.neighbourhood_name, townId: row.town_id },
    author: { id: row.author_id, name: row.author_name, role: row.author_role },
    mine: sight === 'AUTHOR',
    claimedAt: row.claimed_at,
    reportedAt: row.reported_at,
    happening: row.happening,
    danger: row.danger,
    cap: {
      status: row.cap_status,
      msgType: row.cap_msg_type,
      category: row.cap_category,
      severity: row.severity,
      urgency: row.urgency,
      certainty: row.certainty,
    },
    status: row.status,
    photos: (row.photos ?? []).map(toPhoto),
    commentCount: row.comment_count,
    handling: (row.handling ?? []).map((it) => toStep(it, sight)),
  })
}

function toPosition(row: AlertRow, sight: AlertSight): Position | null {
  const exact = seesExactPosition(sight)
  const latitude = exact ? row.latitude : row.shown_latitude
  const longitude = exact ? row.longitude : row.shown_longitude
  if (latitude == null || longitude == null) return null
  return {
    latitude: Number(latitude),
    longitude: Number(longitude),
    exact,
    radius: exact ? 0 : GRID_RADIUS_METRES,
  }
}

function toPhoto(row: PhotoRow): PhotoType {
  const ready = row.status === 'READY'
  return {
    ...row,
    url: ready ? `/api/photos/${row.id}` : null,
    thumbnailUrl: ready ? `/api/photos/${row.id}/thumbnail` : null,
  }
}

/** What the note says is for the reporter and the institutions. */
const toStep = (row: HandlingRow, sight: AlertSight): HandlingStepType => ({
  ...row,
  at: new Date(row.at),
  note: seesHandlingNotes(sight) ? row.note : null,
})

/** The facts by which the policy decides. */
export const factsOf = (row: { town_id: string; neighbourhood_id: string; author_id: string }) => ({
  townId: row.town_id,
  neighbourhoodId: row.neighbourhood_id,
  authorId: row.author_id,
})
