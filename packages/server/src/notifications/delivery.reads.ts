import { sql } from 'kysely'
import type { EntityManager } from '../platform/db.ts'
import { notificationTables } from './audience.reads.ts'

/** Rows of the ledger that still wait, with all that sending needs. */
export const readWaiting = (em: EntityManager, townId: string, ids: string[]) =>
  notificationTables(em)
    .selectFrom('delivery as d')
    .innerJoin('person as p', (join) =>
      join.onRef('p.town_id', '=', 'd.town_id').onRef('p.id', '=', 'd.person_id'),
    )
    .innerJoin('alert_event as e', (join) =>
      join.onRef('e.town_id', '=', 'd.town_id').onRef('e.id', '=', 'd.event_id'),
    )
    .innerJoin('alert as a', (join) =>
      join.onRef('a.town_id', '=', 'd.town_id').onRef('a.id', '=', 'd.alert_id'),
    )
    .where('d.town_id', '=', townId)
    .where('d.id', 'in', ids)
    .where('d.state', '=', 'waiting')
    .select([
      'd.town_id',
      'd.id',
      'd.event_id',
      'd.alert_id',
      'd.person_id',
      'd.created_at',
      'd.reason',
      'd.devices_reached',
      'd.not_before',
      'p.locale',
      'p.role',
      'p.neighbourhood_id as home_id',
      'p.revoked_at',
      'e.kind',
      'a.author_id',
      'a.neighbourhood_id',
      'a.severity',
      'a.urgency',
    ])
    .execute()

export type WaitingDelivery = Awaited<ReturnType<typeof readWaiting>>[number]

/** Every device of a person. */
export const readDevices = (em: EntityManager, townId: string, personId: string) =>
  notificationTables(em)
    .selectFrom('push_subscription')
    .where('town_id', '=', townId)
    .where('person_id', '=', personId)
    .select(['id', 'endpoint', 'p256dh', 'auth'])
    .execute()

/** Whom an alert reached: people by group, and how their deliveries ended. */
export async function readReach(em: EntityManager, townId: string, alertId: string) {
  const rows = await notificationTables(em)
    .selectFrom('delivery as d')
    .innerJoin('person as p', (join) =>
      join.onRef('p.town_id', '=', 'd.town_id').onRef('p.id', '=', 'd.person_id'),
    )
    .innerJoin('alert_event as e', (join) =>
      join.onRef('e.town_id', '=', 'd.town_id').onRef('e.id', '=', 'd.event_id'),
    )
    .where('d.town_id', '=', townId)
    .where('d.alert_id', '=', alertId)
    .where('e.kind', '=', 'REPORTED')
    .select([
      'p.role',
      'd.state',
      sql<string>`count(*)`.as('rows'),
      sql<string>`count(distinct p.id)`.as('people'),
    ])
    .groupBy(['p.role', 'd.state'])
    .execute()
  const people = (...roles: string[]) =>
    rows.filter((row) => roles.includes(row.role)).reduce((sum, row) => sum + Number(row.people), 0)
  const ended = (state: string) =>
    rows.filter((row) => row.state === state).reduce((sum, row) => sum + Number(row.rows), 0)
  return {
    neighbours: people('RESIDENT', 'REFERENT'),
    townHall: people('TOWN_HALL_AGENT', 'MODERATOR', 'ADMINISTRATOR'),
    police: people('POLICE_OFFICER'),
    deliveries: {
      waiting: ended('waiting'),
      accepted: ended('accepted'),
      delivered: ended('delivered'),
      failed: ended('failed'),
      skipped: ended('skipped'),
    },
  }
}
