import { UniqueConstraintViolationException } from '@mikro-orm/core'
import { CommentAlertPayload } from '@vigie/schema'
import { sql } from 'kysely'
import type { Viewer } from '../identity/viewer.ts'
import type { App } from '../platform/app.ts'
import { inTransaction } from '../platform/db.ts'
import { InvalidInput, parseInput, type Refused, refuse } from '../platform/refusals.ts'
import { Comment } from './alert.entity.ts'
import { mayComment } from './alert.policy.ts'
import { alertTables } from './alert.reads.ts'
import { CommentAlertSuccess } from './alert-results.type.ts'
import { readCommentsById, toComment } from './comment.reads.ts'
import { findAlertRow } from './find-alert.ts'
import { recordEvent } from './record-event.ts'
import { toAlert } from './to-alert.ts'

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
  const found = await findAlertRow(em, viewer, payload.alertId)
  if (!found || !mayComment(found.sight)) {
    return refuse('ALERT_NOT_FOUND', 'Cette alerte n’existe pas ou n’est pas visible pour vous.')
  }
  const { townId, personId } = viewer
  let repeated = false
  try {
    await inTransaction(app.orm, async (tx) => {
      await tx.insert(Comment, {
        townId,
        id: payload.id,
        alertId: payload.alertId,
        authorId: personId,
        text: payload.text,
      })
      await alertTables(tx)
        .updateTable('alert')
        .set({ comment_count: sql`comment_count + 1` })
        .where('town_id', '=', townId)
        .where('id', '=', payload.alertId)
        .execute()
      await recordEvent(app, tx, {
        townId,
        alertId: payload.alertId,
        neighbourhoodId: found.row.neighbourhood_id,
        kind: 'COMMENTED',
        actorId: personId,
        commentId: payload.id,
      })
    })
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error
    repeated = true
  }
  const [comment] = await readCommentsById(em, townId, [payload.id])
  const same =
    comment?.author_id === personId && comment.alert_id === payload.alertId && comment.text === payload.text
  if (!same) return refuse('ID_CONFLICT', 'Cet identifiant a déjà servi pour un autre commentaire.')
  const alert = await findAlertRow(em, viewer, payload.alertId)
  if (!alert) return refuse('ALERT_NOT_FOUND', 'Cette alerte n’est plus visible pour vous.')
  return Object.assign(new CommentAlertSuccess(), {
    comment: toComment(comment),
    alert: toAlert(alert.row, alert.sight),
    repeated,
  })
}
