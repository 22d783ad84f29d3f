import type { InferKyselyDB } from '@mikro-orm/postgresql'
import type { Kysely } from 'kysely'
import type { Alert } from '../alerts/alert.entity.ts'
import type { AlertEvent } from '../alerts/alert-event.entity.ts'
import { NEIGHBOUR_ROLES, WHOLE_TOWN_ROLES } from '../identity/identity.policy.ts'
import type { Person } from '../identity/person.entity.ts'
import type { EntityManager } from '../platform/db.ts'
import type { Delivery, PushSubscription } from './delivery.entity.ts'

type NotificationTables = InferKyselyDB<
  typeof Alert | typeof AlertEvent | typeof Person | typeof Delivery | typeof PushSubscription
>

/** Typed SQL on this entity manager's connection, inside its transaction if it has one. */
export const notificationTables = (em: EntityManager): Kysely<NotificationTables> =>
  em.getKysely<NotificationTables>()

/** The event with what decides who is told and how urgently. */
export const readEvent = (em: EntityManager, townId: string, eventId: string) =>
  notificationTables(em)
    .selectFrom('alert_event as e')
    .innerJoin('alert as a', (join) =>
      join.onRef('a.town_id', '=', 'e.town_id').onRef('a.id', '=', 'e.alert_id'),
    )
    .where('e.town_id', '=', townId)
    .where('e.id', '=', eventId)
    .select([
      'e.id',
      'e.kind',
      'e.town_id',
      'e.alert_id',
      'e.actor_id',
      'a.author_id',
      'a.neighbourhood_id',
      'a.severity',
      'a.urgency',
    ])
    .executeTakeFirst()

export type EventFacts = NonNullable<Awaited<ReturnType<typeof readEvent>>>

export interface Recipient {
  id: string
  /** Has a device to send to. */
  reachable: boolean
}

/**
 * Who is told: of a new alert its neighbours and everyone who watches over the town; of what became of it,
 * or of a comment, its author. Never whoever did it. Persons whose right was revoked are left out.
 */
export async function readAudience(em: EntityManager, event: EventFacts): Promise<Recipient[]> {
  const rows = await notificationTables(em)
    .selectFrom('person as p')
    .where('p.town_id', '=', event.town_id)
    .where('p.revoked_at', 'is', null)
    .where('p.id', '<>', event.actor_id)
    .where((is) =>
      event.kind === 'REPORTED'
        ? is.or([
            is('p.role', 'in', [...WHOLE_TOWN_ROLES]),
            is.and([
              is('p.role', 'in', [...NEIGHBOUR_ROLES]),
              is('p.neighbourhood_id', '=', event.neighbourhood_id),
            ]),
          ])
        : is('p.id', '=', event.author_id),
    )
    .select((select) => [
      'p.id',
      select
        .exists(
          select
            .selectFrom('push_subscription as s')
            .whereRef('s.town_id', '=', 'p.town_id')
            .whereRef('s.person_id', '=', 'p.id')
            .select('s.id'),
        )
        .as('reachable'),
    ])
    .orderBy('p.id')
    .execute()
  return rows.map(({ id, reachable }) => ({ id, reachable: Boolean(reachable) }))
}
