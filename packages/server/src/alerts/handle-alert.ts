import { UniqueConstraintViolationException } from '@mikro-orm/core'
import { ALERT_STATUSES, type AlertStatus } from '@vigie/schema'
import type { Viewer } from '../identity/viewer.ts'
import type { App } from '../platform/app.ts'
import { type EntityManager, inTransaction } from '../platform/db.ts'
import { Refused, refuse } from '../platform/refusals.ts'
import { HandlingStep } from './alert.entity.ts'
import { mayHandle } from './alert.policy.ts'
import { alertTables } from './alert.reads.ts'
import { HandleAlertSuccess } from './alert-results.type.ts'
import { findAlert, findAlertRow } from './find-alert.ts'
import { recordEvent } from './record-event.ts'

/** A step that police or town hall takes. */
export interface HandlingRequest {
  id: string
  alertId: string
  status: Exclude<AlertStatus, 'REPORTED'>
  note: string | null
}

/**
 * Records a step and moves the alert forward, never back: who reads « en route » after a colleague already
 * closed it is told so. The id is the idempotency key.
 * @returns the alert, or a typed refusal (NOT_ALLOWED, ALERT_NOT_FOUND, ALREADY_RESOLVED, ID_CONFLICT)
 */
export async function handleAlert(
  app: App,
  viewer: Viewer,
  request: HandlingRequest,
): Promise<HandleAlertSuccess | Refused> {
  const em = app.orm.em.fork()
  // Before anything is judged: who changed office since the first time must not take it for undone.
  const earlier = await answerRepeat(em, viewer, request)
  if (earlier) return earlier
  if (!mayHandle(viewer))
    return refuse('NOT_ALLOWED', 'Seules la police municipale et la mairie suivent les alertes.')
  if (!(await findAlertRow(em, viewer, request.alertId))) {
    return refuse('ALERT_NOT_FOUND', 'Cette alerte n’existe pas ou n’est pas visible pour vous.')
  }
  try {
    const outcome = await inTransaction(app.orm, (tx) => takeStep(app, tx, viewer, request))
    return outcome instanceof Refused ? outcome : await accepted(em, viewer, request, outcome === 'repeated')
  } catch (error) {
    // Steps of one alert follow each other, so that the id can only have served for another one.
    if (error instanceof UniqueConstraintViolationException) return conflict()
    throw error
  }
}

/** Locks the alert, so that two officers' steps, and the same one sent twice, come one after the other. */
async function takeStep(
  app: App,
  tx: EntityManager,
  viewer: Viewer,
  request: HandlingRequest,
): Promise<'recorded' | 'repeated' | Refused> {
  const { townId, personId } = viewer
  const alert = await alertTables(tx)
    .selectFrom('alert')
    .select(['status', 'neighbourhood_id'])
    .where('town_id', '=', townId)
    .where('id', '=', request.alertId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const earlier = await readStep(tx, townId, request.id)
  if (earlier) return isSame(earlier, viewer, request) ? 'repeated' : conflict()
  if (alert.status === 'RESOLVED') return refuse('ALREADY_RESOLVED', 'Cette alerte est déjà terminée.')
  const status = request.status
  await tx.insert(HandlingStep, {
    townId,
    id: request.id,
    alertId: request.alertId,
    personId,
    status,
    note: request.note,
  })
  const further = ALERT_STATUSES.indexOf(status) > ALERT_STATUSES.indexOf(alert.status)
  if (further) {
    await alertTables(tx)
      .updateTable('alert')
      .set({ status })
      .where('town_id', '=', townId)
      .where('id', '=', request.alertId)
      .execute()
  }
  const { neighbourhood_id: neighbourhoodId } = alert
  const event = { townId, alertId: request.alertId, neighbourhoodId, kind: status, actorId: personId }
  // Everyone sees the step; the reporter is told only of what is news to them.
  await recordEvent(app, tx, { ...event, quiet: !further && !request.note })
  return 'recorded'
}

const readStep = (em: EntityManager, townId: string, id: string) =>
  alertTables(em)
    .selectFrom('handling_step')
    .select(['alert_id', 'person_id', 'status', 'note', 'at'])
    .where('town_id', '=', townId)
    .where('id', '=', id)
    .executeTakeFirst()

type Step = NonNullable<Awaited<ReturnType<typeof readStep>>>

const isSame = (step: Step, viewer: Viewer, request: HandlingRequest) =>
  step.alert_id === request.alertId &&
  step.person_id === viewer.personId &&
  step.status === request.status &&
  (step.note ?? null) === request.note

/** Null when nothing has this id. */
async function answerRepeat(em: EntityManager, viewer: Viewer, request: HandlingRequest) {
  const step = await readStep(em, viewer.townId, request.id)
  if (!step) return null
  return isSame(step, viewer, request) ? accepted(em, viewer, request, true) : conflict()
}

async function accepted(em: EntityManager, viewer: Viewer, request: HandlingRequest, repeated: boolean) {
  const step = await readStep(em, viewer.townId, request.id)
  if (!step) throw new Error(`step ${request.id} is gone after its commit`)
  const { personId: id, name, role } = viewer
  return Object.assign(new HandleAlertSuccess(), {
    step: { id: request.id, status: step.status, at: step.at, note: request.note, by: { id, name, role } },
    alert: await findAlert(em, viewer, request.alertId),
    repeated,
  })
}

const conflict = () => refuse('ID_CONFLICT', 'Cet identifiant a déjà servi pour une autre action.')
