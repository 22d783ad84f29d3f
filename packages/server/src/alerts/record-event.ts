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

/** Writes down what happened: see `recordEvents`. */
export const recordEvent = (app: App, tx: EntityManager, event: NewAlertEvent): Promise<void> =>
  recordEvents(app, tx, [event])

/**
 * Writes down what happened, in its order, starts the jobs and rings the bell, all inside the caller's
 * transaction: announced only if it commits, never lost and never early.
 */
export async function recordEvents(app: App, tx: EntityManager, events: NewAlertEvent[]): Promise<void> {
  if (events.length === 0) return
  const written = events.map((event) => ({ ...event, id: newId() }))
  const rows = written.map(({ townId, id, alertId, neighbourhoodId, kind, actorId, commentId = null }) => ({
    town_id: townId,
    id,
    alert_id: alertId,
    neighbourhood_id: neighbourhoodId,
    kind,
    actor_id: actorId,
    comment_id: commentId,
  }))
  // Each way to the database and back costs more than what it does: the bell rides along.
  await sql`
    with event as (
      insert into alert_event (town_id, id, alert_id, neighbourhood_id, kind, actor_id, comment_id)
      select town_id, id, alert_id, neighbourhood_id, kind, actor_id, comment_id
      from json_populate_recordset(null::alert_event, ${JSON.stringify(rows)}::json)
    )
    select pg_notify(${BELL_CHANNEL}, '')`.execute(tx.getKysely())
  const told = written.filter(({ quiet }) => !quiet)
  await app.startJobs(
    tx,
    told.map(({ townId, id, kind }) => ({ name: `alert.${kind}`, townId, id })),
  )
}
