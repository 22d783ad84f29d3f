import { defineEntity, p } from '@mikro-orm/core'

export const ALERT_EVENT_KINDS = [
  'REPORTED',
  'PHOTO_ADDED',
  'COMMENTED',
  'ACKNOWLEDGED',
  'ON_THE_WAY',
  'RESOLVED',
] as const
export type AlertEventKind = (typeof ALERT_EVENT_KINDS)[number]

/**
 * What happened to an alert, in the transaction that made it happen.
 * `xid` is that transaction's: with it a reader can tell what may still commit below what it has seen.
 */
export const AlertEvent = defineEntity({
  name: 'AlertEvent',
  tableName: 'alert_event',
  properties: {
    townId: p.uuid().primary(),
    id: p.uuid().primary(),
    seq: p.bigint('string').defaultRaw(`nextval('alert_event_seq')`),
    xid: p.type('xid8').$type<string>().defaultRaw('pg_current_xact_id()'),
    alertId: p.uuid(),
    neighbourhoodId: p.uuid(),
    kind: p.enum(ALERT_EVENT_KINDS),
    actorId: p.uuid(),
    commentId: p.uuid().nullable(),
    at: p.datetime().defaultRaw('now()'),
  },
})
