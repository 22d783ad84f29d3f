import { Migrator } from '@mikro-orm/migrations'
import { type EntityManager, type EntitySchema, MikroORM } from '@mikro-orm/postgresql'
import pg from 'pg'
import { giveBackBroken } from './broken-connections.ts'
import { breakSilent } from './silent-connections.ts'
import { claimOnCheckout, type Reach } from './town-claim.ts'

export type { EntityManager } from '@mikro-orm/postgresql'

export type Orm = MikroORM

export interface ConnectOptions {
  url: string
  entities: EntitySchema[]
  migrations: { name: string; class: NonNullable<MigrationList>[number] }[]
  /** Connections in the pool. */
  poolMax?: number
  applicationName: string
  /** Whether nobody waits long: for work that a person waits for, as opposed to migrations and jobs. */
  impatient?: boolean
  /** What its connections see: `the town of the work` wherever somebody's request or job is served. */
  reach: Reach
}

type MigrationList = NonNullable<
  NonNullable<Parameters<typeof MikroORM.init>[0]>['migrations']
>['migrationsList']

/** Opens the pool. Nothing is read or changed yet. */
export function connect(options: ConnectOptions): Promise<Orm> {
  return MikroORM.init({
    clientUrl: options.url,
    entities: options.entities,
    extensions: [Migrator],
    pool: { min: 0, max: options.poolMax ?? 10 },
    driverOptions: {
      application_name: options.applicationName,
      ...(options.impatient ? IMPATIENCE : {}),
      onPoolCreated(pool: pg.Pool) {
        readInstantsAsDates(pool)
        giveBackBroken(pool)
        if (options.impatient) breakSilent(pool, SILENCE_MS)
        claimOnCheckout(pool, options.reach)
      },
    },
    forceUtcTimezone: true,
    allowGlobalContext: false,
    logger: () => undefined,
    migrations: {
      tableName: 'migration',
      snapshot: false,
      transactional: true,
      migrationsList: options.migrations as NonNullable<MigrationList>,
    },
  })
}

/**
 * Milliseconds until waiting ends in a temporary refusal: for a free connection, for a lock, for a statement. Without
 * them one lock held too long would take every connection, and every phone would wait for nothing.
 */
const IMPATIENCE = { connectionTimeoutMillis: 5_000, lock_timeout: 5_000, statement_timeout: 15_000 }

/** Longer than a statement may take: a database that has said nothing since is not at work, it is gone. */
const SILENCE_MS = IMPATIENCE.statement_timeout + 5_000

/** PostgreSQL's `timestamptz`; MikroORM leaves it as text, and typed SQL would get text where a Date is declared. */
const TIMESTAMPTZ = 1184

function readInstantsAsDates(pool: pg.Pool): void {
  const { types } = pool.options
  if (types instanceof pg.TypeOverrides) types.setTypeParser(TIMESTAMPTZ, (text: string) => new Date(text))
  else throw new Error('the pool has other type parsers than expected')
}

/** Runs `work` in one transaction: all of it happens, or nothing. */
export function inTransaction<T>(orm: Orm, work: (tx: EntityManager) => Promise<T>): Promise<T> {
  return orm.em.fork().transactional(work)
}
