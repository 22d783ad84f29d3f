import { createHash } from 'node:crypto'
import { UniqueConstraintViolationException } from '@mikro-orm/core'
import { capReading, ReportAlertPayload } from '@vigie/schema'
import { locateNeighbourhood } from '../communities/locate-neighbourhood.ts'
import type { Viewer } from '../identity/viewer.ts'
import type { App } from '../platform/app.ts'
import { type EntityManager, inTransaction } from '../platform/db.ts'
import { InvalidInput, parseInput, type Refused, refuse, refuseField } from '../platform/refusals.ts'
import { Alert, Photo } from './alert.entity.ts'
import type { AlertRow } from './alert.reads.ts'
import { ReportAlertSuccess } from './alert-results.type.ts'
import { snapToGrid } from './position-grid.ts'
import { readAlert } from './prepared-alert.reads.ts'
import { recordEvent } from './record-event.ts'
import { toAlert } from './to-alert.ts'

/**
 * Takes a resident's report: parse → locate → one transaction that keeps the alert, its event and its jobs.
 * The id is the idempotency key: a repeat gets the answer of the first time.
 * @returns the alert, or a typed refusal (INVALID_INPUT, ID_CONFLICT)
 */
export async function reportAlert(
  app: App,
  viewer: Viewer,
  input: unknown,
): Promise<ReportAlertSuccess | InvalidInput | Refused> {
  const payload = parseInput(ReportAlertPayload, input)
  if (payload instanceof InvalidInput) return payload
  const em = app.orm.em.fork()
  const neighbourhoodId = await neighbourhoodOf(em, viewer, payload)
  const contentHash = hashOf(payload)
  if (!neighbourhoodId) {
    // Its author may have lost the neighbourhood since it was taken: what was accepted stays so.
    return (
      (await answerRepeat(app, viewer, payload.id, contentHash)) ??
      refuseField('coordinates', 'Placez un repère sur la carte : votre compte n’a pas de quartier.')
    )
  }
  try {
    await inTransaction(app.orm, (tx) => insertAlert(app, tx, viewer, payload, neighbourhoodId, contentHash))
    return await accepted(app, viewer, payload.id)
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error
    return (await answerRepeat(app, viewer, payload.id, contentHash)) ?? conflict()
  }
}

async function insertAlert(
  app: App,
  tx: EntityManager,
  viewer: Viewer,
  payload: ReportAlertPayload,
  neighbourhoodId: string,
  contentHash: string,
): Promise<void> {
  const { townId, personId } = viewer
  const { category, severity, urgency, certainty } = capReading(
    payload.category,
    payload.happening,
    payload.danger,
  )
  const shown = payload.coordinates ? snapToGrid(payload.coordinates) : null
  await tx.insert(Alert, {
    townId,
    id: payload.id,
    neighbourhoodId,
    authorId: personId,
    category: payload.category,
    description: payload.description,
    happening: payload.happening,
    danger: payload.danger,
    positionSource: payload.positionSource,
    latitude: payload.coordinates?.latitude ?? null,
    longitude: payload.coordinates?.longitude ?? null,
    shownLatitude: shown?.latitude ?? null,
    shownLongitude: shown?.longitude ?? null,
    place: payload.place || null,
    claimedAt: new Date(payload.claimedAt),
    savedAt: new Date(payload.savedAt),
    capCategory: category,
    severity,
    urgency,
    certainty,
    contentHash,
  })
  if (payload.photoIds.length > 0) {
    await tx.insertMany(
      Photo,
      payload.photoIds.map((id, ordinal) => ({ townId, id, alertId: payload.id, ordinal })),
    )
  }
  await recordEvent(app, tx, {
    townId,
    alertId: payload.id,
    neighbourhoodId,
    kind: 'REPORTED',
    actorId: personId,
  })
}

/** An alert stands where its point lies; without one, where its author lives. */
async function neighbourhoodOf(em: EntityManager, viewer: Viewer, payload: ReportAlertPayload) {
  if (!payload.coordinates) return viewer.neighbourhoodId
  return (await locateNeighbourhood(em, viewer.townId, payload.coordinates))?.id ?? viewer.neighbourhoodId
}

/** Null when nothing has this id. */
async function answerRepeat(app: App, viewer: Viewer, id: string, contentHash: string) {
  const row = await readAlert(app.orm, viewer.townId, id)
  if (!row) return null
  const same = row.author_id === viewer.personId && row.content_hash === contentHash
  return same ? success(row, true) : conflict()
}

const conflict = () => refuse('ID_CONFLICT', 'Cet identifiant a déjà servi pour un autre signalement.')

async function accepted(app: App, viewer: Viewer, id: string) {
  const row = await readAlert(app.orm, viewer.townId, id)
  if (!row) throw new Error(`alert ${id} is gone after its commit`)
  return success(row, false)
}

const success = (row: AlertRow, repeated: boolean) =>
  Object.assign(new ReportAlertSuccess(), { alert: toAlert(row, 'AUTHOR'), repeated })

function hashOf(payload: ReportAlertPayload): string {
  const canonical = JSON.stringify(Object.entries(payload).sort(([a], [b]) => (a < b ? -1 : 1)))
  return createHash('sha256').update(canonical).digest('hex')
}
