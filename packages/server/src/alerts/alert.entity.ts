import { defineEntity, p } from '@mikro-orm/core'
import {
  ALERT_CATEGORIES,
  ALERT_STATUSES,
  CAP_CATEGORIES,
  CAP_CERTAINTIES,
  CAP_SEVERITIES,
  CAP_URGENCIES,
  DANGER_ANSWERS,
  HAPPENING_ANSWERS,
  POSITION_SOURCES,
} from '@vigie/schema'

/** A resident's report of something unusual. The id is the phone's. */
export const Alert = defineEntity({
  name: 'Alert',
  tableName: 'alert',
  properties: {
    townId: p.uuid().primary(),
    id: p.uuid().primary(),
    neighbourhoodId: p.uuid(),
    authorId: p.uuid(),
    category: p.enum(ALERT_CATEGORIES),
    description: p.text(),
    happening: p.enum(HAPPENING_ANSWERS),
    danger: p.enum(DANGER_ANSWERS),
    positionSource: p.enum(POSITION_SOURCES),
    /** The true position: author, town hall and police only. */
    latitude: p.double().$type<number>().nullable(),
    longitude: p.double().$type<number>().nullable(),
    /** The position neighbours get, snapped once so that no repeated read can refine it. */
    shownLatitude: p.double().$type<number>().nullable(),
    shownLongitude: p.double().$type<number>().nullable(),
    place: p.text().nullable(),
    claimedAt: p.datetime(),
    savedAt: p.datetime(),
    reportedAt: p.datetime().defaultRaw('now()'),
    capStatus: p.enum(['ACTUAL', 'EXERCISE', 'TEST'] as const).default('ACTUAL'),
    capMsgType: p.enum(['ALERT', 'UPDATE', 'CANCEL'] as const).default('ALERT'),
    capCategory: p.enum(CAP_CATEGORIES),
    severity: p.enum(CAP_SEVERITIES),
    urgency: p.enum(CAP_URGENCIES),
    certainty: p.enum(CAP_CERTAINTIES),
    status: p.enum(ALERT_STATUSES).default('REPORTED'),
    commentCount: p.integer().default(0),
    /** SHA-256 of the report as sent: tells a repeat from another content under the same id. */
    contentHash: p.text(),
  },
})

/** A photo that a report announced; its file follows by upload. */
export const Photo = defineEntity({
  name: 'Photo',
  tableName: 'photo',
  properties: {
    townId: p.uuid().primary(),
    id: p.uuid().primary(),
    alertId: p.uuid(),
    ordinal: p.smallint(),
    status: p.enum(['AWAITED', 'READY', 'REFUSED'] as const).default('AWAITED'),
    width: p.integer().nullable(),
    height: p.integer().nullable(),
    bytes: p.integer().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
})

/** What a member adds below an alert. */
export const Comment = defineEntity({
  name: 'Comment',
  tableName: 'comment',
  properties: {
    townId: p.uuid().primary(),
    id: p.uuid().primary(),
    alertId: p.uuid(),
    authorId: p.uuid(),
    text: p.text(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
})

/** One step in handling an alert, taken by police or town hall. */
export const HandlingStep = defineEntity({
  name: 'HandlingStep',
  tableName: 'handling_step',
  properties: {
    townId: p.uuid().primary(),
    id: p.uuid().primary(),
    alertId: p.uuid(),
    personId: p.uuid(),
    status: p.enum(ALERT_STATUSES),
    note: p.text().nullable(),
    at: p.datetime().defaultRaw('now()'),
  },
})
