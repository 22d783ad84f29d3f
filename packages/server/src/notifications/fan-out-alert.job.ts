import type { App } from '../platform/app.ts'
import { type EntityManager, inTransaction } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { inTown } from '../platform/town-claim.ts'
import {
  type EventFacts,
  notificationTables,
  type Recipient,
  readAudience,
  readEvent,
} from './audience.reads.ts'
import { deliverJob } from './deliver.job-definition.ts'

/** Ledger rows that one delivery job takes care of. */
const BATCH = 20

/** Ledger rows of one statement: PostgreSQL takes 65,535 values in one. */
const STATEMENT = 1_000

/**
 * Opens one ledger row per person and channel, and the jobs that will end them, in one transaction.
 * Run again it opens nothing: the rows are unique.
 */
export function fanOutAlert(app: App, { townId, eventId }: { townId: string; eventId: string }) {
  return inTown(townId, () => openLedger(app, townId, eventId))
}

function openLedger(app: App, townId: string, eventId: string): Promise<void> {
  return inTransaction(app.orm, async (tx) => {
    const event = await readEvent(tx, townId, eventId)
    if (!event) return
    const waiting: string[] = []
    for (const part of inParts(await readAudience(tx, event), STATEMENT)) {
      waiting.push(...(await openRows(tx, event, part)))
    }
    const batches = inParts(waiting, BATCH).map((deliveryIds) => ({ townId, deliveryIds }))
    if (batches.length > 0) await app.queue.enqueue(tx, deliverJob, batches)
  })
}

/** The ids of the rows that are new and wait to be sent. */
async function openRows(tx: EntityManager, event: EventFacts, people: Recipient[]): Promise<string[]> {
  const now = new Date()
  const opened = await notificationTables(tx)
    .insertInto('delivery')
    .values(
      people.map(({ id: personId, reachable }) => ({
        town_id: event.town_id,
        id: newId(),
        event_id: event.id,
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
  return opened.filter((row) => row.state === 'waiting').map((row) => row.id)
}

const inParts = <T>(all: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, part) => all.slice(part * size, (part + 1) * size))
