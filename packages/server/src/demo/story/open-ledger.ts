import { readAudience, readEvent } from '../../notifications/audience.reads.ts'
import { Delivery } from '../../notifications/delivery.entity.ts'
import type { EntityManager } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'

/** Photos are not announced by push. */
const SILENT = 'PHOTO_ADDED'

/**
 * The ledger rows of events that lie in the past: the people of the demo had no device yet, so each row ended
 * as skipped. Nothing claims to have been delivered.
 */
export async function openLedger(
  tx: EntityManager,
  townId: string,
  events: readonly { id: string; kind: string; alertId: string; at: Date }[],
) {
  const rows = []
  for (const { id: eventId, kind, alertId, at } of events) {
    const event = kind === SILENT ? undefined : await readEvent(tx, townId, eventId)
    if (!event) continue
    for (const { id: personId } of await readAudience(tx, event)) {
      const ended = { state: 'skipped' as const, reason: 'no address', createdAt: at, endedAt: at }
      rows.push({ townId, id: newId(), eventId, alertId, personId, channel: 'push' as const, ...ended })
    }
  }
  await tx.insertMany(Delivery, rows)
}
