import { sql } from 'kysely'
import type { App } from '../platform/app.ts'
import type { EntityManager } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import type { AlertEventKind } from './alert-event.entity.ts'

/** Channel of the doorbell that wakes the alert stream of every API process. */
export const BELL_CHANNEL = 'vigie_bell'

export interface NewAlertEvent {
  townId: string
  alertId: string
  neighbourhoodId: string
  kind: AlertEventKind
  actorId: string
  commentId?: string
  /** It moves what is on the screens, and nobody is notified: it tells the reporter nothing new. */
  quiet?: boolean
}

/**
 * Writes down what happened, starts its jobs and rings the bell, all inside the caller's transaction:
 * announced only if it commits, never lost and never early.
 */
export async function recordEvent(
  app: App,
  tx: EntityManager,
  { quiet, ...event }: NewAlertEvent,
): Promise<void> {
  const id = newId()
  const { townId, alertId, neighbourhoodId, kind, actorId, commentId = null } = event
  // Each way to the database and back costs more than what it does: the bell rides along.
  await sql`
    with event as (
      insert into alert_event (town_id, id, alert_id, neighbourhood_id, kind, actor_id, comment_id)
      values (${townId}, ${id}, ${alertId}, ${neighbourhoodId}, ${kind}, ${actorId}, ${commentId})
    )
    select pg_notify(${BELL_CHANNEL}, '')`.execute(tx.getKysely())
  if (!quiet) await app.startJobs(tx, { name: `alert.${kind}`, townId, id })
}
