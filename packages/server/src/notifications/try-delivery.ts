import type { App } from '../platform/app.ts'
import type { PushOutcome, PushPort } from '../ports.ts'
import { isConcerned } from './audience.policy.ts'
import { notificationTables } from './audience.reads.ts'
import type { DeliveryState } from './delivery.entity.ts'
import { readDevices, type WaitingDelivery } from './delivery.reads.ts'
import { pushMessage, TTL_SECONDS } from './push-message.ts'

/** What one try came to; a row that waits gets another one. */
export interface Attempt {
  state: DeliveryState
  reason: string | null
  /** Devices that have the message, by this try or an earlier one. */
  reached: string[]
  /** Before then no further try makes sense. */
  notBefore: Date | null
}

/**
 * Sends what one row stands for to each device that does not have it yet, side by side. Who lost the right to it
 * since the row was opened gets nothing.
 */
export async function tryDelivery(app: App, push: PushPort, row: WaitingDelivery): Promise<Attempt> {
  const reached = row.devices_reached
  const end = (state: DeliveryState, reason: string | null): Attempt => ({
    state: reached.length > 0 ? 'accepted' : state,
    reason,
    reached,
    notBefore: null,
  })
  if (row.revoked_at) return end('skipped', 'right revoked')
  if (!isConcerned(row)) return end('skipped', 'no longer concerned')
  const ageSeconds = Math.max(0, Math.floor((Date.now() - row.created_at.getTime()) / 1000))
  if (ageSeconds >= TTL_SECONDS) return end('failed', row.reason ?? 'too late')
  if (row.not_before && row.not_before > new Date()) {
    return { state: 'waiting', reason: row.reason, reached, notBefore: row.not_before }
  }
  const devices = await readDevices(app.orm.em.fork(), row.town_id, row.person_id)
  if (devices.length === 0) return end('skipped', 'no address')
  const { payload, options } = pushMessage(row, TTL_SECONDS - ageSeconds)
  const outcomes = await Promise.all(
    devices
      .filter((device) => !reached.includes(device.id))
      .map(async (device) => ({ device, result: await push.send(device, payload, options) })),
  )
  for (const { device, result } of outcomes) {
    if (result.outcome === 'gone') await forget(app, row.town_id, device.id)
    if (result.outcome === 'accepted') reached.push(device.id)
  }
  return judge(
    outcomes.map((it) => it.result),
    reached,
  )
}

/** A device that may still get it is worth waiting for, whatever the others say. */
function judge(outcomes: PushOutcome[], reached: string[]): Attempt {
  const later = outcomes.filter((it) => it.outcome === 'later')
  const [first] = later
  if (first) {
    const pause = Math.max(...later.map((it) => it.retryAfter ?? 0))
    const notBefore = pause > 0 ? new Date(Date.now() + pause * 1000) : null
    return { state: 'waiting', reason: first.reason, reached, notBefore }
  }
  if (reached.length > 0) return { state: 'accepted', reason: null, reached, notBefore: null }
  const refused = outcomes.find((it) => it.outcome === 'refused')
  return { state: 'failed', reason: refused?.reason ?? 'device gone', reached, notBefore: null }
}

async function forget(app: App, townId: string, deviceId: string): Promise<void> {
  await notificationTables(app.orm.em.fork())
    .deleteFrom('push_subscription')
    .where('town_id', '=', townId)
    .where('id', '=', deviceId)
    .execute()
}
