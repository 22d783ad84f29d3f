import pg from 'pg'
import { grantToAppRole } from './app-role.ts'
import { ConfigError } from './config.ts'
import type { Orm } from './db.ts'
import { type JobDefinition, migrateQueue } from './queue.ts'

/** Any constant does, as long as nobody else on this database locks it. */
const MIGRATION_LOCK = 8_447_431_120

/**
 * Brings the schema up to date. Several processes may start at once: one migrates, the others wait for it.
 * @param url the database
 * @param orm knows the migrations
 * @param jobs each gets its queue
 * @throws ConfigError when this PostgreSQL is too old
 */
export async function migrate(url: string, orm: Orm, jobs: JobDefinition[]): Promise<void> {
  const lock = new pg.Client({
    connectionString: url,
    application_name: 'vigie-migration',
    connectionTimeoutMillis: 5_000,
  })
  await lock.connect().catch((error: NodeJS.ErrnoException) => {
    throw Object.assign(error, { code: error.code ?? 'ETIMEDOUT' })
  })
  try {
    await requireVersion(lock)
    await lock.query(`select pg_advisory_lock($1), set_config('vigie.town', '*', false)`, [MIGRATION_LOCK])
    await orm.migrator.up()
    await migrateQueue(url, jobs)
    await grantToAppRole(lock)
    await mendRestoredEvents(lock)
  } finally {
    await lock.end()
  }
}

/** The oldest PostgreSQL that has all that the migrations use. */
const POSTGRES_MIN = 15

async function requireVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_version: string }>('show server_version')
  const version = rows[0]?.server_version ?? '0'
  if (Number.parseInt(version, 10) >= POSTGRES_MIN) return
  throw new ConfigError(`DATABASE_URL leads to PostgreSQL ${version}: Vigie needs ${POSTGRES_MIN} or newer.`)
}

/**
 * After a restore into another cluster the stored transaction ids mean nothing there, and may lie in its
 * future, where no reader would ever serve them. They are set to the oldest id (their order is `seq`'s),
 * and a new epoch makes the phones' cursors void, so that they load their lists afresh.
 */
async function mendRestoredEvents(client: pg.Client): Promise<void> {
  await client.query(`
    with here as (select system_identifier::text as identifier from pg_control_system()),
    moved as (
      update stream_epoch set
        id = case when system_identifier = '' then stream_epoch.id else gen_random_uuid() end,
        system_identifier = here.identifier
      from here where system_identifier <> here.identifier
      returning 1
    )
    update alert_event set xid = '3'::xid8 where exists (select from moved)`)
}
