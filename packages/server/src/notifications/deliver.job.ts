import { sql } from 'kysely'
import type { App } from '../platform/app.ts'
import { inTown } from '../platform/town-claim.ts'
import type { PushPort } from '../ports.ts'
import { notificationTables } from './audience.reads.ts'
import type { DeliveryState } from './delivery.entity.ts'
import { readWaiting, type WaitingDelivery } from './delivery.reads.ts'
import { type Attempt, tryDelivery } from './try-delivery.ts'

interface DeliverData {
  townId: string
  deliveryIds: string[]
}

/**
 * Tries the rows that still wait, side by side: one slow push service holds up nobody else. What the ledger
 * has as ended is never sent again; the window that remains is a worker that dies between the push service's
 * yes and our record of it, and there the notification's tag makes the phone show one.
 * @throws Error when a row waits for another try
 */
export function deliver(app: App, push: PushPort, data: DeliverData): Promise<void> {
  return inTown(data.townId, () => tryWaiting(app, push, data))
}

/** No try is left: what still waits has failed, for the reason of its last try. */
export function giveUpDelivery(app: App, data: DeliverData): Promise<void> {
  return inTown(data.townId, () => endWaiting(app, data))
}

async function tryWaiting(app: App, push: PushPort, { townId, deliveryIds }: DeliverData) {
  const rows = await readWaiting(app.orm.em.fork(), townId, deliveryIds)
  const tries = await Promise.allSettled(
    rows.map(async (row) => {
      const attempt = await tryDelivery(app, push, row)
      await record(app, row, attempt)
      return attempt.state
    }),
  )
  const open = tries.filter((it) => it.status === 'rejected' || it.value === 'waiting').length
  const cause = tries.find((it) => it.status === 'rejected')?.reason
  if (open > 0) throw new Error(`${open} of ${rows.length} deliveries wait for another try`, { cause })
}

async function endWaiting(app: App, { townId, deliveryIds }: DeliverData) {
  const given = await notificationTables(app.orm.em.fork())
    .updateTable('delivery')
    .set({
      state: sql<DeliveryState>`case when devices_reached = '{}' then 'failed' else 'accepted' end`,
      reason: sql<string>`coalesce(reason, 'the worker died at every try')`,
      ended_at: new Date(),
    })
    .where('town_id', '=', townId)
    .where('id', 'in', deliveryIds)
    .where('state', '=', 'waiting')
    .returning(['id', 'reason'])
    .execute()
  for (const { id, reason } of given) app.log.warn({ deliveryId: id, reason }, 'delivery given up')
}

async function record(app: App, row: WaitingDelivery, attempt: Attempt) {
  const { state, reason, reached, notBefore } = attempt
  await notificationTables(app.orm.em.fork())
    .updateTable('delivery')
    .set((set) => ({
      state,
      reason,
      ended_at: state === 'waiting' ? null : new Date(),
      attempts: set('attempts', '+', 1),
      devices_reached: reached,
      not_before: notBefore,
    }))
    .where('town_id', '=', row.town_id)
    .where('id', '=', row.id)
    .where('state', '=', 'waiting')
    .execute()
  app.log.info({ deliveryId: row.id, state, reason }, 'delivery tried')
}
