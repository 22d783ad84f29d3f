import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from 'kysely'
import type pg from 'pg'
import type { Orm } from './db.ts'

/** SQL that is written once, planned once per connection, and run with other values each time. */
export interface Statement<Values, Row> {
  readonly name: string
  readonly text: string
  readonly valuesOf: (values: Values) => unknown[]
  /** Only for the type. */
  readonly row?: Row
}

/** A place in the statement that is filled from the values at each run; `type` is PostgreSQL's. */
export type Place<Values> = <T>(type: string, pick: (values: Values) => T) => RawBuilder<T>

/** Writes SQL without a database behind it. */
const writer = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new DummyDriver(),
  createIntrospector: <Tables>(db: Kysely<Tables>) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
}

/**
 * Makes a statement of a typed query. Building and printing a query costs more than running it, so what is
 * read by every request is built once.
 * @param name unique, up to 63 bytes: PostgreSQL keeps the plan under it
 */
export function prepare<Tables, Values, Row>(
  name: string,
  build: (
    db: Kysely<Tables>,
    place: Place<Values>,
  ) => { compile(): { sql: string; parameters: readonly unknown[] }; execute(): Promise<Row[]> },
): Statement<Values, Row> {
  const picks: ((values: Values) => unknown)[] = []
  const place: Place<Values> = <T>(type: string, pick: (values: Values) => T) => {
    picks.push(pick)
    return sql<T>`${sql.raw(`$${picks.length}::${type}`)}`
  }
  const { sql: text, parameters } = build(new Kysely<Tables>({ dialect: writer }), place).compile()
  if (parameters.length > 0) throw new Error(`${name}: every value of a statement needs its place`)
  return { name, text, valuesOf: (values) => picks.map((pick) => pick(values)) }
}

const pools = new WeakMap<Orm, pg.Pool>()

/** The pool behind the entities; known once the database was there for the first time. */
async function poolOf(orm: Orm): Promise<pg.Pool> {
  const found = pools.get(orm)
  if (found) return found
  const pool = await orm.em.getConnection().getNativeClient()
  pools.set(orm, pool)
  return pool
}

/** Runs a statement on a connection of the pool, which claims the town of the work. */
export async function run<Values, Row>(
  orm: Orm,
  { name, text, valuesOf }: Statement<Values, Row>,
  values: Values,
): Promise<Row[]> {
  const client = await (await poolOf(orm)).connect()
  try {
    const { rows } = await client.query<Row & pg.QueryResultRow>({ name, text, values: valuesOf(values) })
    return rows
  } finally {
    client.release()
  }
}
