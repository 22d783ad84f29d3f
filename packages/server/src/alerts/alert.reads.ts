import type { InferKyselyDB } from '@mikro-orm/postgresql'
import type { AlertStatus, Role } from '@vigie/schema'
import { type Kysely, sql } from 'kysely'
import type { Neighbourhood } from '../communities/neighbourhood.entity.ts'
import type { Person } from '../identity/person.entity.ts'
import type { EntityManager } from '../platform/db.ts'
import type { Alert, Comment, HandlingStep, Photo } from './alert.entity.ts'
import type { AlertEvent } from './alert-event.entity.ts'

/** The tables that alerts are read from. */
export type AlertTables = InferKyselyDB<
  | typeof Alert
  | typeof Photo
  | typeof Comment
  | typeof HandlingStep
  | typeof AlertEvent
  | typeof Person
  | typeof Neighbourhood
>

/** Typed SQL on this entity manager's connection, inside its transaction if it has one. */
export const alertTables = (em: EntityManager): Kysely<AlertTables> => em.getKysely<AlertTables>()

/** One alert with everything that a list shows, in one query. */
export const selectAlerts = (db: Kysely<AlertTables>) =>
  db
    .selectFrom('alert as a')
    .innerJoin('person as author', (join) =>
      join.onRef('author.town_id', '=', 'a.town_id').onRef('author.id', '=', 'a.author_id'),
    )
    .innerJoin('neighbourhood as n', (join) =>
      join.onRef('n.town_id', '=', 'a.town_id').onRef('n.id', '=', 'a.neighbourhood_id'),
    )
    .select([
      'a.town_id',
      'a.id',
      'a.neighbourhood_id',
      'n.name as neighbourhood_name',
      'a.author_id',
      'author.name as author_name',
      'author.role as author_role',
      'a.category',
      'a.description',
      'a.place',
      'a.happening',
      'a.danger',
      'a.latitude',
      'a.longitude',
      'a.shown_latitude',
      'a.shown_longitude',
      'a.claimed_at',
      'a.reported_at',
      'a.cap_status',
      'a.cap_msg_type',
      'a.cap_category',
      'a.severity',
      'a.urgency',
      'a.certainty',
      'a.status',
      'a.comment_count',
      'a.content_hash',
      sql<PhotoRow[] | null>`(
        select json_agg(json_build_object(
          'id', p.id, 'status', p.status, 'width', p.width, 'height', p.height) order by p.ordinal)
        from photo p where p.town_id = a.town_id and p.alert_id = a.id)`.as('photos'),
      sql<HandlingRow[] | null>`(
        select json_agg(json_build_object('id', h.id, 'status', h.status, 'note', h.note, 'at', h.at,
          'by', json_build_object('id', by.id, 'name', by.name, 'role', by.role)) order by h.at, h.id)
        from handling_step h join person by on by.town_id = h.town_id and by.id = h.person_id
        where h.town_id = a.town_id and h.alert_id = a.id)`.as('handling'),
    ])

export interface PhotoRow {
  id: string
  status: 'AWAITED' | 'READY' | 'REFUSED'
  width: number | null
  height: number | null
}

/** One step in handling an alert, as JSON has it. */
export interface HandlingRow {
  id: string
  status: AlertStatus
  note: string | null
  at: string
  by: { id: string; name: string; role: Role }
}

export type AlertRow = Awaited<ReturnType<ReturnType<typeof selectAlerts>['executeTakeFirstOrThrow']>>

/** Alerts by id, whoever may see them: the caller asks the policy. */
export function readAlertsById(em: EntityManager, townId: string, ids: string[]): Promise<AlertRow[]> {
  return selectAlerts(alertTables(em)).where('a.town_id', '=', townId).where('a.id', 'in', ids).execute()
}
