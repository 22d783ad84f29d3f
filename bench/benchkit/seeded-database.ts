import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, globSync, mkdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCluster } from '@vigie/server/platform/embedded-postgres.ts'
import pg from 'pg'

const root = join(import.meta.dirname, '../..')

/** Seeded databases stay here, so that a bench that runs again need not seed again. */
export const CACHE_FOLDER = join(tmpdir(), 'vigie-bench')

export interface SeededDatabase {
  url: string
  /** A connection for looking, e.g. at plans and sizes. */
  client: pg.Client
  close(): Promise<void>
}

/**
 * A migrated database of the benches' own cluster with what `seed` puts into it. Another seed, another
 * schema or another name is another database; otherwise the one of the last time is used.
 */
export async function openSeededDatabase(
  name: string,
  seed: (client: pg.Client) => Promise<void>,
): Promise<SeededDatabase> {
  mkdirSync(CACHE_FOLDER, { recursive: true })
  // As root the database runs as another user, who must be able to walk down to it.
  chmodSync(CACHE_FOLDER, 0o755)
  const cluster = await openCluster(CACHE_FOLDER, 'bench')
  const seeded = `${name}_${fingerprint()}`
  const admin = new pg.Client({ connectionString: cluster.url })
  await admin.connect()
  const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [seeded])
  if (rowCount === 0) await seedAnew(admin, cluster.url, seeded, seed)
  await admin.end()
  const url = urlOf(cluster.url, seeded)
  migrate(url)
  const client = new pg.Client({ connectionString: url, application_name: 'vigie-bench' })
  await client.connect()
  return {
    url,
    client,
    async close() {
      await client.end()
      if (cluster.startedHere) await cluster.stop()
    },
  }
}

/** Under another name until it is whole: what was cut off is thrown away. */
async function seedAnew(
  admin: pg.Client,
  clusterUrl: string,
  name: string,
  seed: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const unfinished = `${name}_unfinished`
  await admin.query(`drop database if exists ${unfinished} with (force)`)
  await admin.query(`create database ${unfinished}`)
  const url = urlOf(clusterUrl, unfinished)
  migrate(url)
  console.log(`seeding ${name} …`)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await seed(client)
  await client.end()
  await admin.query(`alter database ${unfinished} rename to ${name}`)
}

function urlOf(clusterUrl: string, database: string): string {
  const url = new URL(clusterUrl)
  url.pathname = `/${database}`
  return url.href
}

/** As `vigie migrate` does: an older seed gets today's schema. */
function migrate(url: string): void {
  const env = { ...process.env, DATABASE_URL: url, DATA_DIR: CACHE_FOLDER, DEMO: 'false' }
  const cli = join(root, 'packages/server/dist/cli.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'migrate'], { env, encoding: 'utf8' })
  if (status !== 0) throw new Error(`migrate: ${stdout}${stderr}`)
}

/** Over the seeds: another one must not find the rows of the last. */
function fingerprint(): string {
  const hash = createHash('sha256')
  for (const file of globSync('*.seed.ts', { cwd: import.meta.dirname }).sort()) {
    hash.update(readFileSync(join(import.meta.dirname, file)))
  }
  return hash.digest('hex').slice(0, 8)
}
