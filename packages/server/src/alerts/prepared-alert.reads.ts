import { LIMITS } from '@vigie/schema'
import { type Kysely, sql } from 'kysely'
import type { Viewer } from '../identity/viewer.ts'
import type { Keyset } from '../platform/connection.type.ts'
import type { Orm } from '../platform/db.ts'
import { isId } from '../platform/ids.ts'
import { type Place, prepare, run, type Statement } from '../platform/statement.ts'
import type { AlertFilter } from './alert.input.ts'
import { readableNeighbourhoods } from './alert.policy.ts'
import { type AlertRow, type AlertTables, selectAlerts } from './alert.reads.ts'

export interface AlertPage {
  filter?: AlertFilter | null
  /** Rows to read: one more than the page shows. */
  limit: number
  after: Keyset | null
}

/** Everything a list can be narrowed by; what is null does not narrow it. */
interface Narrowing {
  townId: string
  authorId: string | null
  neighbourhoodIds: string[] | null
  categories: string[] | null
  statuses: string[] | null
  from: Date | null
  to: Date | null
  after: Keyset | null
  limit: number
}

/** Alerts that the viewer's role reads in a list, newest first. */
export async function readAlerts(orm: Orm, viewer: Viewer, page: AlertPage): Promise<AlertRow[]> {
  const readable = readableNeighbourhoods(viewer)
  const asked = page.filter?.neighbourhoodIds
  const wanted = asked?.length ? asked.filter(isId) : undefined
  const allowed =
    readable === 'ALL' ? wanted : wanted ? readable.filter((id) => wanted.includes(id)) : readable
  if (allowed?.length === 0) return []
  const { categories, statuses, from, to } = page.filter ?? {}
  return readList(orm, {
    townId: viewer.townId,
    authorId: null,
    neighbourhoodIds: allowed ?? null,
    categories: categories?.length ? categories : null,
    statuses: statuses?.length ? statuses : null,
    from: from ?? null,
    to: to ?? null,
    after: page.after,
    limit: page.limit,
  })
}

/** The viewer's own alerts, newest first. */
export function readOwnAlerts(orm: Orm, viewer: Viewer, { after, limit }: AlertPage): Promise<AlertRow[]> {
  const everything = { neighbourhoodIds: null, categories: null, statuses: null, from: null, to: null }
  return readList(orm, { ...everything, townId: viewer.townId, authorId: viewer.personId, after, limit })
}

/** One statement per way of narrowing, made when it is first asked for: each has the plan that suits it. */
const statements = new Map<string, Statement<Narrowing, AlertRow>>()

async function readList(orm: Orm, narrowing: Narrowing): Promise<AlertRow[]> {
  const rows = narrowing.limit > SIZES.usual ? SIZES.largest : SIZES.usual
  const shape = `${shapeOf(narrowing)}_${rows}`
  const statement = statements.get(shape) ?? prepareList(shape, narrowing, rows)
  statements.set(shape, statement)
  return (await run(orm, statement, narrowing)).slice(0, narrowing.limit)
}

/**
 * Rows that the statements read: one more than a page shows. As a value of the statement the number would make
 * PostgreSQL plan it anew at each run, for fear of a large one.
 */
const SIZES = { usual: 21, largest: LIMITS.pageMax + 1 }

/** What narrows; a single neighbourhood apart from several, because only its rows are already in order. */
const shapeOf = ({ townId: _always, limit: _too, ...by }: Narrowing) =>
  Object.entries(by)
    .flatMap(([name, value]) =>
      value === null ? [] : [Array.isArray(value) && value.length > 1 ? `${name}s` : name],
    )
    .join('_')

function prepareList(shape: string, given: Narrowing, rows: number): Statement<Narrowing, AlertRow> {
  return prepare(`alerts_${shape}`, (db: Kysely<AlertTables>, place: Place<Narrowing>) => {
    let query = selectAlerts(db).where(
      'a.town_id',
      '=',
      place('uuid', (it) => it.townId),
    )
    if (given.authorId)
      query = query.where(
        'a.author_id',
        '=',
        place('uuid', (it) => it.authorId ?? ''),
      )
    if (given.neighbourhoodIds?.length === 1) {
      query = query.where(
        'a.neighbourhood_id',
        '=',
        place('uuid', (it) => it.neighbourhoodIds?.[0] ?? ''),
      )
    } else if (given.neighbourhoodIds) {
      query = query.where(
        sql<boolean>`a.neighbourhood_id = any(${place('uuid[]', (it) => it.neighbourhoodIds)})`,
      )
    }
    if (given.categories)
      query = query.where(sql<boolean>`a.category = any(${place('text[]', (it) => it.categories)})`)
    if (given.statuses)
      query = query.where(sql<boolean>`a.status = any(${place('text[]', (it) => it.statuses)})`)
    if (given.from)
      query = query.where(sql<boolean>`a.reported_at >= ${place('timestamptz', (it) => it.from)}`)
    if (given.to) query = query.where(sql<boolean>`a.reported_at < ${place('timestamptz', (it) => it.to)}`)
    if (given.after) {
      const at = place('timestamptz', (it) => it.after?.at)
      query = query.where(
        sql<boolean>`(a.reported_at, a.id) < (${at}, ${place('uuid', (it) => it.after?.id)})`,
      )
    }
    return query.orderBy('a.reported_at', 'desc').orderBy('a.id', 'desc').limit(sql.lit(rows))
  })
}
