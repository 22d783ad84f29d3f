import { capReading, type ReportAlertPayload } from '@vigie/schema'
import { sql } from 'kysely'
import { locateIn } from '../communities/locate-neighbourhood.ts'
import type { NeighbourhoodArea } from '../communities/neighbourhood-area.ts'
import type { Viewer } from '../identity/viewer.ts'
import type { EntityManager } from '../platform/db.ts'
import { Photo } from './alert.entity.ts'
import { shownPlace } from './shown-place.ts'

/** A report that was read and understood, with who sends it. */
export interface Report {
  viewer: Viewer
  payload: ReportAlertPayload
  /** SHA-256 of the payload. */
  contentHash: string
}

/** An alert stands where its point lies; without one, where its author lives. */
export function neighbourhoodOf(
  areas: readonly NeighbourhoodArea[],
  { viewer, payload: { coordinates } }: Report,
): string | null {
  const located = coordinates && locateIn(areas, [coordinates.longitude, coordinates.latitude])
  return located?.id ?? viewer.neighbourhoodId
}

/**
 * Adds the alerts whose ids are not taken, by one statement however many they are.
 * @returns the ids that were added
 */
export async function insertAlerts(
  tx: EntityManager,
  areas: readonly NeighbourhoodArea[],
  alerts: { report: Report; neighbourhoodId: string }[],
): Promise<Set<string>> {
  if (alerts.length === 0) return new Set()
  const rows = alerts
    .map(({ report, neighbourhoodId }) => toRow(areas, report, neighbourhoodId))
    // In the order of the ids, so that two processes with the same repeats never wait for each other.
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const columns = sql.join(Object.keys(rows[0] ?? {}).map((it) => sql.ref(it)))
  const added = await sql<{ id: string }>`
    insert into alert (${columns})
    select ${columns} from json_populate_recordset(null::alert, ${JSON.stringify(rows)}::json)
    on conflict (town_id, id) do nothing
    returning id`.execute(tx.getKysely())
  return new Set(added.rows.map((it) => it.id))
}

/**
 * Adds the rows of the photos that the reports announce.
 * @throws UniqueConstraintViolationException when a photo's id is taken
 */
export async function insertPhotos(tx: EntityManager, reports: Report[]): Promise<void> {
  const photos = reports.flatMap(({ viewer: { townId }, payload }) =>
    payload.photoIds.map((id, ordinal) => ({ townId, id, alertId: payload.id, ordinal })),
  )
  if (photos.length > 0) await tx.insertMany(Photo, photos)
}

function toRow(
  areas: readonly NeighbourhoodArea[],
  { viewer, payload, contentHash }: Report,
  neighbourhoodId: string,
) {
  const cap = capReading(payload.category, payload.happening, payload.danger)
  const shown = payload.coordinates ? shownPlace(areas, payload.coordinates) : null
  return {
    town_id: viewer.townId,
    id: payload.id,
    neighbourhood_id: neighbourhoodId,
    author_id: viewer.personId,
    category: payload.category,
    description: payload.description,
    happening: payload.happening,
    danger: payload.danger,
    position_source: payload.positionSource,
    latitude: payload.coordinates?.latitude ?? null,
    longitude: payload.coordinates?.longitude ?? null,
    shown_latitude: shown?.latitude ?? null,
    shown_longitude: shown?.longitude ?? null,
    place: payload.place || null,
    claimed_at: payload.claimedAt,
    saved_at: payload.savedAt,
    cap_category: cap.category,
    severity: cap.severity,
    urgency: cap.urgency,
    certainty: cap.certainty,
    content_hash: contentHash,
  }
}
