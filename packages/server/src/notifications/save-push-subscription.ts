import { ECDH } from 'node:crypto'
import * as v from 'valibot'
import type { Viewer } from '../identity/viewer.ts'
import type { App } from '../platform/app.ts'
import { newId } from '../platform/ids.ts'
import { InvalidInput, parseInput, type Refused, refuse } from '../platform/refusals.ts'
import { notificationTables } from './audience.reads.ts'
import { isKnownPushEndpoint } from './push-endpoint.policy.ts'
import { SavePushSubscriptionSuccess } from './push-subscription.type.ts'

const base64url = (bytes: number) =>
  v.pipe(
    v.string(),
    v.regex(/^[\w-]+={0,2}$/, 'must be base64url'),
    v.check((it) => Buffer.from(it, 'base64url').length === bytes, `must be ${bytes} bytes`),
  )

/** Whether something can be encrypted to this key at all. */
function isPoint(key: string): boolean {
  try {
    ECDH.convertKey(Buffer.from(key, 'base64url'), 'prime256v1')
    return true
  } catch {
    return false
  }
}

/** An uncompressed P-256 point and a 16-byte secret (RFC 8291, section 2). */
const PushSubscriptionPayload = v.object({
  endpoint: v.pipe(v.string(), v.url()),
  p256dh: v.pipe(base64url(65), v.check(isPoint, 'must be a point of P-256')),
  auth: base64url(16),
})

/**
 * Remembers where this device receives push messages. One row per device: the same endpoint under another
 * account moves to that account.
 * @returns success, or a typed refusal (INVALID_INPUT, PUSH_ENDPOINT_REFUSED)
 */
export async function savePushSubscription(
  app: App,
  viewer: Viewer,
  input: unknown,
): Promise<SavePushSubscriptionSuccess | InvalidInput | Refused> {
  const payload = parseInput(PushSubscriptionPayload, input)
  if (payload instanceof InvalidInput) return payload
  if (!isKnownPushEndpoint(payload.endpoint, app.config.pushServices)) {
    return refuse('PUSH_ENDPOINT_REFUSED', 'Ce navigateur utilise un service de notification inconnu.')
  }
  const row = {
    created_at: new Date(),
    town_id: viewer.townId,
    person_id: viewer.personId,
    p256dh: payload.p256dh,
    auth: payload.auth,
  }
  await leaveOtherTowns(app, viewer.townId, payload.endpoint)
  await notificationTables(app.orm.em.fork())
    .insertInto('push_subscription')
    .values({ ...row, id: newId(), endpoint: payload.endpoint })
    .onConflict((conflict) => conflict.column('endpoint').doUpdateSet(row))
    .execute()
  await keepNewest(app, viewer)
  return Object.assign(new SavePushSubscriptionSuccess(), { saved: true })
}

/** More than a person has in use; without a bound every message would go to all that were ever saved. */
const DEVICES_MAX = 10

async function keepNewest(app: App, { townId, personId }: Viewer): Promise<void> {
  await notificationTables(app.orm.em.fork())
    .deleteFrom('push_subscription')
    .where('town_id', '=', townId)
    .where('person_id', '=', personId)
    .where('id', 'not in', (select) =>
      select
        .selectFrom('push_subscription')
        .where('town_id', '=', townId)
        .where('person_id', '=', personId)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(DEVICES_MAX)
        .select('id'),
    )
    .execute()
}

/** A device belongs to one account of the installation, and a town cannot take it from another one's rows. */
async function leaveOtherTowns(app: App, townId: string, endpoint: string): Promise<void> {
  await notificationTables(app.acrossTowns.em.fork())
    .deleteFrom('push_subscription')
    .where('endpoint', '=', endpoint)
    .where('town_id', '<>', townId)
    .execute()
}

/** Forgets a device of the viewer; true when there was one. */
export async function removePushSubscription(app: App, viewer: Viewer, endpoint: string): Promise<boolean> {
  const gone = await notificationTables(app.orm.em.fork())
    .deleteFrom('push_subscription')
    .where('town_id', '=', viewer.townId)
    .where('person_id', '=', viewer.personId)
    .where('endpoint', '=', endpoint)
    .executeTakeFirst()
  return gone.numDeletedRows > 0n
}
