import type { App } from '../platform/app.ts'
import { inTransaction } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { notificationTables, readAudience, readEvent } from './audience.reads.ts'
import { deliverJob } from './deliver.job-definition.ts'

/** Ledger rows that one delivery job takes care of. */
const BATCH = 20

/**
 * Opens one ledger row per person and channel, and the jobs that will end them, in one transaction.
 * Run again it opens nothing: the rows are unique.
 */
export async function fanOutAlert(app: App, { townId, eventId }: { townId: string; eventId: string }) {
  await inTransaction(app.orm, async (tx) => {
    const event = await readEvent(tx, townId, eventId)
    if (!event) return
    const audience = await readAudience(tx, event)
    if (audience.length === 0) return
    const now = new Date()
    const opened = await notificationTables(tx)
      .insertInto('delivery')
      .values(
        audience.map(({ id: personId, reachable }) => ({
          town_id: townId,
          id: newId(),
          event_id: eventId,
          alert_id: event.alert_id,
          person_id: personId,
          channel: 'push' as const,
          state: reachable ? ('waiting' as const) : ('skipped' as const),
          reason: reachable ? null : 'no address',
          ended_at: reachable ? null : now,
        })),
      )
      .onConflict((conflict) => conflict.columns(['town_id', 'event_id', 'person_id', 'channel']).doNothing())
      .returning(['id', 'state'])
      .execute()
    const waiting = opened.filter((row) => row.state === 'waiting').map((row) => row.id)
    const batches = Array.from({ length: Math.ceil(waiting.length / BATCH) }, (_, batch) => ({
      townId,
      deliveryIds: waiting.slice(batch * BATCH, (batch + 1) * BATCH),
    }))
    if (batches.length > 0) await app.queue.enqueue(tx, deliverJob, batches)
  })
}
