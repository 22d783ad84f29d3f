import { defineEntity, p } from '@mikro-orm/core'

export const CHANNELS = ['push', 'sms', 'email'] as const
export type Channel = (typeof CHANNELS)[number]

export const DELIVERY_STATES = ['waiting', 'accepted', 'delivered', 'failed', 'skipped'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** One row of the ledger: one (event, person, channel), which ends in exactly one terminal state. */
export const Delivery = defineEntity({
  name: 'Delivery',
  tableName: 'delivery',
  properties: {
    townId: p.uuid().primary(),
    id: p.uuid().primary(),
    eventId: p.uuid(),
    alertId: p.uuid(),
    personId: p.uuid(),
    channel: p.enum(CHANNELS),
    state: p.enum(DELIVERY_STATES).default('waiting'),
    /** Why it failed or was skipped. */
    reason: p.text().nullable(),
    attempts: p.smallint().default(0),
    /** Devices that have the message while another one still waits for it. */
    devicesReached: p.array().columnType('uuid[]').$type<string[]>().default([]),
    /** The service asked to be left alone until then. */
    notBefore: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
    endedAt: p.datetime().nullable(),
  },
})

/** Where one device of a person receives push messages. */
export const PushSubscription = defineEntity({
  name: 'PushSubscription',
  tableName: 'push_subscription',
  properties: {
    townId: p.uuid().primary(),
    id: p.uuid().primary(),
    personId: p.uuid(),
    endpoint: p.text().unique(),
    p256dh: p.text(),
    auth: p.text(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
})
