import { UniqueConstraintViolationException } from '@mikro-orm/core'
import { CommentAlertPayload } from '@vigie/schema'
import { sql } from 'kysely'
import type { Viewer } from '../identity/viewer.ts'
import type { App } from '../platform/app.ts'
import { type EntityManager, inTransaction } from '../platform/db.ts'
import { InvalidInput, parseInput, type Refused, refuse } from '../platform/refusals.ts'
import { Comment } from './alert.entity.ts'
import { mayComment } from './alert.policy.ts'
import { alertTables } from './alert.reads.ts'
import { CommentAlertSuccess } from './alert-results.type.ts'
import { readCommentsById, toComment } from './comment.reads.ts'
import { findAlert, findAlertRow } from './find-alert.ts'
import { recordEvent } from './record-event.ts'

/**
 * Adds a comment below an alert that the viewer sees. The id is the idempotency key.
 * @returns the comment, or a typed refusal (INVALID_INPUT, ALERT_NOT_FOUND, ID_CONFLICT)
 */
export async function commentAlert(
  app: App,
  viewer: Viewer,
  input: unknown,
): Promise<CommentAlertSuccess | InvalidInput | Refused> {
  const payload = parseInput(CommentAlertPayload, input)
  if (payload instanceof InvalidInput) return payload
  const em = app.orm.em.fork()
  // Before anything is judged: who lost the sight of the alert since the first time must not write it again.
  const earlier = await answerRepeat(em, viewer, payload)
  if (earlier) return earlier
  const found = await findAlertRow(em, viewer, payload.alertId)
  if (!found || !mayComment(found.sight)) {
    return refuse('ALERT_NOT_FOUND', 'Cette alerte n’existe pas ou n’est pas visible pour vous.')
  }
  try {
    await inTransaction(app.orm, (tx) => insertComment(app, tx, viewer, payload, found.row.neighbourhood_id))
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error
    return (await answerRepeat(em, viewer, payload)) ?? conflict()
  }
  return accepted(em, viewer, payload, false)
}

async function insertComment(
  app: App,
  tx: EntityManager,
  { townId, personId }: Viewer,
  { id, alertId, text }: CommentAlertPayload,
  neighbourhoodId: string,
): Promise<void> {
  await tx.insert(Comment, { townId, id, alertId, authorId: personId, text })
  await alertTables(tx)
    .updateTable('alert')
    .set({ comment_count: sql`comment_count + 1` })
    .where('town_id', '=', townId)
    .where('id', '=', alertId)
    .execute()
  const event = { townId, alertId, neighbourhoodId, actorId: personId, commentId: id }
  await recordEvent(app, tx, { ...event, kind: 'COMMENTED' })
}

/** Null when nothing has this id. */
async function answerRepeat(em: EntityManager, viewer: Viewer, payload: CommentAlertPayload) {
  const [comment] = await readCommentsById(em, viewer.townId, [payload.id])
  if (!comment) return null
  const same =
    comment.author_id === viewer.personId &&
    comment.alert_id === payload.alertId &&
    comment.text === payload.text
  return same ? accepted(em, viewer, payload, true) : conflict()
}

const conflict = () => refuse('ID_CONFLICT', 'Cet identifiant a déjà servi pour un autre commentaire.')

async function accepted(em: EntityManager, viewer: Viewer, payload: CommentAlertPayload, repeated: boolean) {
  const [comment] = await readCommentsById(em, viewer.townId, [payload.id])
  if (!comment) throw new Error(`comment ${payload.id} is gone after its commit`)
  return Object.assign(new CommentAlertSuccess(), {
    comment: toComment(comment),
    alert: await findAlert(em, viewer, payload.alertId),
    repeated,
  })
}
