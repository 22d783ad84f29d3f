import { chmodSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readAlerts } from '@vigie/server/alerts/prepared-alert.reads.ts'
import { entities } from '@vigie/server/entities.ts'
import type { Viewer } from '@vigie/server/identity/viewer.ts'
import { migrations } from '@vigie/server/migrations/index.ts'
import { connect, type EntityManager, type Orm } from '@vigie/server/platform/db.ts'
import { openCluster } from '@vigie/server/platform/embedded-postgres.ts'
import { migrate } from '@vigie/server/platform/migrate.ts'
import { inTown } from '@vigie/server/platform/town-claim.ts'
import { type BenchOptions, median, type Result, ratioOf } from './benchkit/bench.ts'

export const name = 'row-security'
export const description = 'the feed read with and without the second wall, and ways to carry the claim'

const TOWNS = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002'] as const

/** 20 neighbourhoods and 5,000 people per town; 200,000 alerts in all. */
const SEED = `
  insert into town (id, insee_code, name)
    select ('01900000-0000-7000-8000-00000000000' || i)::uuid, '1400' || i, 'Town ' || i from generate_series(1, 2) i;
  insert into neighbourhood (town_id, id, name, polygon)
    select id, gen_random_uuid(), 'N' || i, '{}' from town, generate_series(1, 20) i;
  insert into "user" (id, name, email, "emailVerified")
    select i, 'x', i, true from generate_series(1, 10000) i;
  insert into person (town_id, id, user_id, name, role, neighbourhood_id)
    select town_id, gen_random_uuid(), row_number() over (), 'x', 'RESIDENT', id
    from neighbourhood, generate_series(1, 250);
  insert into alert (town_id, id, neighbourhood_id, author_id, category, description, happening, danger,
    position_source, claimed_at, saved_at, reported_at, cap_category, severity, urgency, certainty, content_hash)
    select town_id, gen_random_uuid(), neighbourhood_id, id, 'NOISE', repeat('x', 120), 'NOW', 'NO', 'WORDS',
      now(), now(), now() - random() * interval '700 days', 'SAFETY', 'MINOR', 'PAST', 'LIKELY', ''
    from person, generate_series(1, 20);
  insert into photo (town_id, id, alert_id, ordinal)
    select town_id, gen_random_uuid(), id, 0 from alert where random() < 0.3`

/** One feed page of 20 through Vigie's own read, one after the other on one connection; microseconds each. */
export async function run({ long, runs }: BenchOptions): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-'))
  // As root the database runs as another user, who must be able to walk down to it.
  chmodSync(folder, 0o755)
  const cluster = await openCluster(folder, 'bench')
  const open = (reach: 'every town' | 'the town of the work') =>
    connect({ url: cluster.url, entities, migrations, applicationName: 'bench', reach, poolMax: 1 })
  const platform = await open('every town')
  const orm = await open('the town of the work')
  try {
    await migrate(cluster.url, platform, [])
    const owner = platform.em.fork()
    for (const statement of SEED.split(';')) await owner.execute(statement)
    await owner.execute('vacuum analyze')
    const viewers = await Promise.all(TOWNS.map((townId) => viewerIn(owner, townId)))
    const ways = waysToRead(orm, viewers)
    const figures = Object.fromEntries(ways.map(({ name }) => [name, [] as number[]]))
    for (let turn = 0; turn < runs; turn++) {
      const rounds = Object.fromEntries(ways.map(({ name }) => [name, [] as number[]]))
      // In short turns, so that whatever else the machine does weighs on all.
      for (let round = 0; round < (long ? 100 : 20); round++) {
        for (const { name, policies, read } of ways) {
          await setPolicies(owner, policies)
          rounds[name]?.push(await microsecondsPerRead(read))
        }
      }
      for (const { name } of ways) figures[name]?.push(median(rounds[name] ?? []))
    }
    return toResult(figures)
  } finally {
    await orm.close()
    await platform.close()
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** After a few that are not counted: the catalogue has changed. */
async function microsecondsPerRead(read: (n: number) => Promise<unknown>): Promise<number> {
  for (let n = 0; n < 10; n++) await read(n)
  const startedAt = performance.now()
  for (let n = 0; n < READS; n++) await read(n)
  return ((performance.now() - startedAt) / READS) * 1_000
}

const READS = 20

const OFF = 'policies off'
const KEPT = 'claim kept on the connection (Vigie, one town)'

/** What is compared; `read` gets the number of the read. */
function waysToRead(orm: Orm, viewers: Viewer[]) {
  const [one, other] = viewers
  if (!one || !other) throw new Error('two towns were made')
  const kept = (viewer: Viewer) =>
    inTown(viewer.townId, () => readAlerts(orm, viewer, { limit: 21, after: null }))
  // The pool has one connection: what is sent before a read is sent on its connection.
  const send = (viewer: Viewer, ...statements: string[]) =>
    inTown(viewer.townId, async () => {
      for (const statement of statements) await orm.em.fork().execute(statement)
    })
  const claim = (viewer: Viewer, local: boolean) =>
    `select set_config('vigie.town', '${viewer.townId}', ${local})`
  return [
    { name: OFF, policies: false, read: () => kept(one) },
    { name: KEPT, policies: true, read: () => kept(one) },
    {
      name: 'claim changed at every read (Vigie, worst case)',
      policies: true,
      read: (n: number) => kept(n % 2 ? one : other),
    },
    {
      name: 'claim local to a transaction',
      policies: true,
      async read() {
        await send(one, 'begin', claim(one, true))
        await kept(one)
        await send(one, 'commit')
      },
    },
    {
      name: 'reset, claim and role at every checkout (MikroORM’s sessionContext)',
      policies: true,
      async read() {
        await send(one, 'reset all', claim(one, false), 'set role vigie_app')
        await kept(one)
      },
    },
  ]
}

async function viewerIn(em: EntityManager, townId: string): Promise<Viewer> {
  const sql = `select id, neighbourhood_id from person where town_id = '${townId}' limit 1`
  const [person] = await em.execute<{ id: string; neighbourhood_id: string }[]>(sql)
  if (!person) throw new Error(`nobody lives in ${townId}`)
  return {
    personId: person.id,
    townId,
    userId: '',
    sessionId: '',
    sessionExpiresAt: new Date(),
    name: '',
    role: 'RESIDENT',
    locale: 'FR',
    neighbourhoodId: person.neighbourhood_id,
  }
}

async function setPolicies(em: EntityManager, on: boolean): Promise<void> {
  for (const table of ['alert', 'person', 'neighbourhood', 'photo']) {
    await em.execute(`alter table ${table} ${on ? 'enable' : 'disable'} row level security`)
  }
}

function toResult(figures: Record<string, number[]>): Result {
  const off = figures[OFF] ?? []
  const cost = ratioOf('feed read with policies over without', figures[KEPT] ?? [], off)
  return {
    subjects: Object.entries(figures).map(([name, values]) => ({
      name,
      figures: { 'feed read, µs': values },
    })),
    ratios: Object.entries(figures).map(([name, values]) => ratioOf(`${name} / ${OFF}`, values, off)),
    aims: [{ name: cost.name, value: median(cost.values), unit: '×', atMost: 1.1 }],
    notes: [
      'Plan and execution in PostgreSQL, the wire and Node’s share of one read; the API around it not.',
    ],
  }
}
