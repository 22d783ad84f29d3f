import { sql } from 'kysely'
import type { App } from '../platform/app.ts'
import { inTown } from '../platform/town-claim.ts'
import type { PushOutcome, PushPort } from '../ports.ts'
import { notificationTables } from './audience.reads.ts'
import type { DeliveryState } from './delivery.entity.ts'
import { readDevices, readWaiting, type WaitingDelivery } from './delivery.reads.ts'
import { pushMessage } from './push-message.ts'

interface DeliverData {
  townId: string
  deliveryIds: string[]
}

/** What one try came to; a row that waits gets another one. */
interface Outcome {
  state: DeliveryState
  reason: string | null
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
      const outcome = await attempt(app, push, row)
      await record(app, row, outcome)
      return outcome.state
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
      state: 'failed',
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

async function attempt(app: App, push: PushPort, row: WaitingDelivery): Promise<Outcome> {
  if (row.revoked_at) return { state: 'skipped', reason: 'right revoked' }
  const em = app.orm.em.fork()
  const devices = await readDevices(em, row.town_id, row.person_id)
  if (devices.length === 0) return { state: 'skipped', reason: 'no address' }
  const { payload, options } = pushMessage(row)
  const outcomes: PushOutcome[] = []
  for (const device of devices) {
    const outcome = await push.send(device, payload, options)
    outcomes.push(outcome)
    if (outcome.outcome === 'gone') {
      await notificationTables(em)
        .deleteFrom('push_subscription')
        .where('town_id', '=', row.town_id)
        .where('id', '=', device.id)
        .execute()
    }
  }
  return outcomeOf(outcomes)
}

/** One device that has it is enough; one that may still get it is worth waiting for. */
function outcomeOf(outcomes: PushOutcome[]): Outcome {
  if (outcomes.some((it) => it.outcome === 'accepted')) return { state: 'accepted', reason: null }
  const later = outcomes.find((it) => it.outcome === 'later')
  if (later) return { state: 'waiting', reason: later.reason }
  const refused = outcomes.find((it) => it.outcome === 'refused')
  return { state: 'failed', reason: refused?.reason ?? 'device gone' }
}

async function record(app: App, row: WaitingDelivery, { state, reason }: Outcome) {
  const ended_at = state === 'waiting' ? null : new Date()
  await notificationTables(app.orm.em.fork())
    .updateTable('delivery')
    .set((set) => ({ state, reason, ended_at, attempts: set('attempts', '+', 1) }))
    .where('town_id', '=', row.town_id)
    .where('id', '=', row.id)
    .where('state', '=', 'waiting')
    .execute()
  app.log.info({ deliveryId: row.id, state, reason }, 'delivery tried')
}
