import type { App } from '../platform/app.ts'
import type { PushOutcome, PushPort } from '../ports.ts'
import { notificationTables } from './audience.reads.ts'
import type { DeliveryState } from './delivery.entity.ts'
import { readDevices, readWaiting, type WaitingDelivery } from './delivery.reads.ts'
import { pushMessage } from './push-message.ts'

interface DeliverData {
  townId: string
  deliveryIds: string[]
}

/** How a row ends, or that it has to wait for another try. */
type Ending =
  | { state: Exclude<DeliveryState, 'waiting'>; reason: string | null }
  | { state: 'later'; reason: string }

/**
 * Ends the rows that still wait. What the ledger has as ended is never sent again; the window that remains is
 * a worker that dies between the push service's yes and our record of it, and there the notification's tag
 * makes the phone show one.
 * @param last true when no try is left: what would wait then fails with its reason
 * @throws Error when a row waits for another try
 */
export async function deliver(app: App, push: PushPort, { townId, deliveryIds }: DeliverData, last: boolean) {
  const em = app.orm.em.fork()
  const waiting = await readWaiting(em, townId, deliveryIds)
  let later = 0
  for (const row of waiting) {
    const ending = await attempt(app, push, row)
    if (ending.state === 'later' && !last) {
      later += 1
      continue
    }
    const state = ending.state === 'later' ? 'failed' : ending.state
    await record(app, row, state, ending.reason)
  }
  if (later > 0) throw new Error(`${later} of ${waiting.length} deliveries wait for another try`)
}

async function attempt(app: App, push: PushPort, row: WaitingDelivery): Promise<Ending> {
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
  return endingOf(outcomes)
}

/** One device that has it is enough; one that may still get it is worth waiting for. */
function endingOf(outcomes: PushOutcome[]): Ending {
  if (outcomes.some((it) => it.outcome === 'accepted')) return { state: 'accepted', reason: null }
  const later = outcomes.find((it) => it.outcome === 'later')
  if (later) return { state: 'later', reason: later.reason }
  const refused = outcomes.find((it) => it.outcome === 'refused')
  return { state: 'failed', reason: refused?.reason ?? 'device gone' }
}

async function record(app: App, row: WaitingDelivery, state: DeliveryState, reason: string | null) {
  await notificationTables(app.orm.em.fork())
    .updateTable('delivery')
    .set((set) => ({ state, reason, ended_at: new Date(), attempts: set('attempts', '+', 1) }))
    .where('town_id', '=', row.town_id)
    .where('id', '=', row.id)
    .where('state', '=', 'waiting')
    .execute()
  app.log.info({ deliveryId: row.id, state, reason }, 'delivery ended')
}
