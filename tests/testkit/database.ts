import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { inject } from 'vitest'
import { inTime } from './in-time.ts'

export interface TestDatabase {
  url: string
  /** Runs SQL as the superuser, for looking and for breaking things. */
  sql<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>
  /** A connection of its own, for transactions that stay open. */
  connect(): Promise<pg.Client>
  /** Lets nobody connect any more, or again; who is connected stays. */
  refuseConnections(refuse: boolean): Promise<void>
  /** Lets go of it; it stays. */
  close(): Promise<void>
  drop(): Promise<void>
}

/** Where the demo town is, once a test file has asked for it. */
export const DEMO_DATABASE = 'demo_town'

/** A database of its own for a test file, copied from the migrated template or the demo's, or with nothing in it. */
export async function createTestDatabase(
  from: 'template' | 'demo' | 'nothing' = 'template',
  name = `test_${randomBytes(6).toString('hex')}`,
): Promise<TestDatabase> {
  const template = new URL(inject('templateUrl'))
  const source = { template: template.pathname.slice(1), demo: DEMO_DATABASE, nothing: 'template0' }[from]
  await asAdmin(template, (admin) => admin.query(`create database ${name} template ${source}`))
  const url = new URL(template)
  url.pathname = `/${name}`
  const pool = new pg.Pool({ connectionString: url.href, max: 3 })
  const clients: pg.Client[] = []
  const close = async () => {
    await inTime('the test’s own pool', pool.end())
    for (const client of clients) await client.end().catch(() => undefined)
  }
  return {
    url: url.href,
    async sql<Row extends pg.QueryResultRow>(text: string, values?: unknown[]) {
      return (await pool.query<Row>(text, values)).rows
    },
    async connect() {
      const client = new pg.Client({ connectionString: url.href })
      client.on('error', () => undefined)
      await client.connect()
      clients.push(client)
      return client
    },
    async refuseConnections(refuse) {
      await asAdmin(template, (admin) => admin.query(`alter database ${name} allow_connections ${!refuse}`))
    },
    close,
    async drop() {
      await close()
      const drop = asAdmin(template, async (admin) => {
        await left(admin, name)
        await admin.query(`drop database ${name} with (force)`)
      })
      await inTime(`the database ${name}`, drop)
    },
  }
}

/**
 * Waits a while for the last connection to be gone. A pool says that it has ended before its connections have, and
 * one that is thrown out meanwhile is an error that nobody listens for any more.
 */
async function left(admin: pg.Client, name: string): Promise<void> {
  for (let look = 0; look < 40; look += 1) {
    const { rows } = await admin.query('select 1 from pg_stat_activity where datname = $1 limit 1', [name])
    if (rows.length === 0) return
    await pause(50)
  }
}

/** Does it while no other test file does it. */
export const oneAtATime = <T>(work: () => Promise<T>): Promise<T> =>
  asAdmin(new URL(inject('templateUrl')), work, BUILD_LOCK)

const COPY_LOCK = 1
const BUILD_LOCK = 2

/** Copies one after the other: PostgreSQL copies a template only while nobody is connected to it. */
async function asAdmin<T>(
  template: URL,
  work: (admin: pg.Client) => Promise<T>,
  lock = COPY_LOCK,
): Promise<T> {
  const url = new URL(template)
  url.pathname = '/postgres'
  const admin = new pg.Client({ connectionString: url.href })
  await admin.connect()
  try {
    await admin.query('select pg_advisory_lock($1)', [lock])
    return await work(admin)
  } finally {
    await admin.end()
  }
}
