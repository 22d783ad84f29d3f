import { Migrator } from '@mikro-orm/migrations'
import { type EntityManager, type EntitySchema, MikroORM } from '@mikro-orm/postgresql'

export type { EntityManager } from '@mikro-orm/postgresql'

export type Orm = MikroORM

export interface ConnectOptions {
  url: string
  entities: EntitySchema[]
  migrations: { name: string; class: NonNullable<MigrationList>[number] }[]
  /** Connections in the pool. */
  poolMax?: number
  applicationName: string
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
    driverOptions: { application_name: options.applicationName },
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

/** Runs `work` in one transaction: all of it happens, or nothing. */
export function inTransaction<T>(orm: Orm, work: (tx: EntityManager) => Promise<T>): Promise<T> {
  return orm.em.fork().transactional(work)
}
