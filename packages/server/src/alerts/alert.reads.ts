import type { InferKyselyDB } from '@mikro-orm/postgresql'
import { type Kysely, sql } from 'kysely'
import type { Neighbourhood } from '../communities/neighbourhood.entity.ts'
import type { Person } from '../identity/person.entity.ts'
import type { Viewer } from '../identity/viewer.ts'
import type { Keyset } from '../platform/connection.type.ts'
import type { EntityManager } from '../platform/db.ts'
import { isId } from '../platform/ids.ts'
import type { Alert, Comment, HandlingStep, Photo } from './alert.entity.ts'
import type { AlertFilter } from './alert.input.ts'
import { readableNeighbourhoods } from './alert.policy.ts'
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
    ])

export interface PhotoRow {
  id: string
  status: 'AWAITED' | 'READY' | 'REFUSED'
  width: number | null
  height: number | null
}

export type AlertRow = Awaited<ReturnType<ReturnType<typeof selectAlerts>['executeTakeFirstOrThrow']>>

export interface AlertPage {
  filter?: AlertFilter | null
  /** Rows to read: one more than the page shows. */
  limit: number
  after: Keyset | null
}

/** Alerts that the viewer's role reads in a list, newest first. */
export async function readAlerts(em: EntityManager, viewer: Viewer, page: AlertPage): Promise<AlertRow[]> {
  const readable = readableNeighbourhoods(viewer)
  const wanted = page.filter?.neighbourhoodIds?.filter(isId)
  const allowed =
    readable === 'ALL' ? wanted : wanted ? readable.filter((id) => wanted.includes(id)) : readable
  if (allowed?.length === 0) return []
  let query = selectAlerts(alertTables(em)).where('a.town_id', '=', viewer.townId)
  if (allowed) query = query.where('a.neighbourhood_id', 'in', allowed)
  const { categories, statuses, from, to } = page.filter ?? {}
  if (categories?.length) query = query.where('a.category', 'in', categories)
  if (statuses?.length) query = query.where('a.status', 'in', statuses)
  if (from) query = query.where('a.reported_at', '>=', from)
  if (to) query = query.where('a.reported_at', '<', to)
  return inPage(query, page).execute()
}

/** The viewer's own alerts, newest first. */
export function readOwnAlerts(em: EntityManager, viewer: Viewer, page: AlertPage): Promise<AlertRow[]> {
  const own = selectAlerts(alertTables(em))
    .where('a.town_id', '=', viewer.townId)
    .where('a.author_id', '=', viewer.personId)
  return inPage(own, page).execute()
}

/** Alerts by id, whoever may see them: the caller asks the policy. */
export function readAlertsById(em: EntityManager, townId: string, ids: string[]): Promise<AlertRow[]> {
  return selectAlerts(alertTables(em)).where('a.town_id', '=', townId).where('a.id', 'in', ids).execute()
}

function inPage(query: ReturnType<typeof selectAlerts>, { after, limit }: AlertPage) {
  const start = after
    ? query.where(sql<boolean>`(a.reported_at, a.id) < (${after.at}, ${after.id}::uuid)`)
    : query
  return start.orderBy('a.reported_at', 'desc').orderBy('a.id', 'desc').limit(limit)
}
