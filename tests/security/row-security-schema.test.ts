import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { alertTables, selectAlerts } from '@vigie/server/alerts/alert.reads.ts'
import { entities } from '@vigie/server/entities.ts'
import { migrations } from '@vigie/server/migrations/index.ts'
import { connect } from '@vigie/server/platform/db.ts'
import { migrate } from '@vigie/server/platform/migrate.ts'
import { inTown } from '@vigie/server/platform/town-claim.ts'
import { jobs } from '@vigie/server/wiring.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../testkit/app.ts'
import { createTestDatabase, type TestDatabase } from '../testkit/database.ts'
import { createTestTown, type TestTown } from '../testkit/town.ts'

/** Tables of no town, and why. */
const NO_TOWN: Record<string, string> = {
  user: 'better-auth’s: an account is known before its town is; the application’s role may not read it',
  account: 'better-auth’s passwords; the application’s role may not read it',
  session: 'better-auth’s; read by its token',
  verification: 'better-auth’s; the application’s role may not read it',
  revocation: 'ids of sessions and people who lost a right: every process closes their sockets',
  stream_epoch: 'one row, a random id',
  rate_limit: 'keyed hashes and moments, counted before anybody is known',
  migration: 'names of migrations',
}

/** Who reads across towns, and why. Whoever is not named here works inside one. */
const ACROSS_TOWNS: Record<string, string> = {
  'open-app.ts': 'opens the pool',
  'platform/app.ts': 'says what it is for',
  'platform/rate-limit.ts': 'counts in a table of no town',
  'identity/auth.ts': 'better-auth’s tables are of no town',
  'identity/load-viewer.ts': 'the session tells the town',
  'communities/welcome.resolver.ts': 'a stranger is told the town’s name where there is only one',
  'alerts/catch-up.ts': 'whether sessions still hold; the events are read in their town',
  'alerts/alert-stream.ts': 'the look of a process that serves sockets of every town',
  'notifications/save-push-subscription.ts': 'a device that signs in to another town leaves the first one',
  'api/health.route.ts': 'counts deliveries; no row leaves',
  'demo/create-demo-town.ts': 'makes a town',
}

let database: TestDatabase
let app: TestApp
let town: TestTown

beforeAll(async () => {
  database = await createTestDatabase()
  app = await openTestApp(database)
  town = await createTestTown(app)
})

afterAll(async () => {
  await app.close()
  await database.drop()
})

interface TableSecurity {
  name: string
  secured: boolean
  policies: string[]
}

/** Every table, and whether the policy of towns holds for it, its owner included. */
const readTables = () =>
  database.sql<TableSecurity>(
    `select relname as name, relrowsecurity and relforcerowsecurity as secured,
       array(select polname::text from pg_policy where polrelid = c.oid) as policies
     from pg_class c where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace order by relname`,
  )

const unsecured = (tables: TableSecurity[]) =>
  tables
    .filter(
      ({ name, secured, policies }) => !(name in NO_TOWN) && !(secured && policies.join() === 'town_claimed'),
    )
    .map(({ name }) => name)

describe('every table', () => {
  test('keeps towns apart, or is of none for a reason', async () => {
    const tables = await readTables()
    expect(unsecured(tables)).toEqual([])
    expect(Object.keys(NO_TOWN).filter((name) => !tables.some((it) => it.name === name))).toEqual([])
  })

  test('with a town in it is none of those without', async () => {
    const columns = await database.sql<{ name: string }>(
      `select table_name as name from information_schema.columns
       where table_schema = 'public' and column_name = 'town_id'`,
    )
    expect(columns.filter(({ name }) => name in NO_TOWN)).toEqual([])
  })

  test('that is new and was forgotten is found (control)', async () => {
    await database.sql('create table notice (town_id uuid not null, id uuid not null)')
    expect(unsecured(await readTables())).toEqual(['notice'])
    await database.sql('drop table notice')
  })
})

test('only those who are named read across towns', () => {
  const root = join(import.meta.dirname, '../../packages/server/src')
  const files = globSync('**/*.ts', { cwd: root }).filter((file) =>
    readFileSync(join(root, file), 'utf8').includes('acrossTowns'),
  )
  expect(files.sort()).toEqual(Object.keys(ACROSS_TOWNS).sort())
})

describe('the plan of a feed read', () => {
  const explain = () => {
    const page = selectAlerts(alertTables(app.orm.em.fork()))
      .where('a.town_id', '=', town.id)
      .where('a.neighbourhood_id', 'in', [town.west.id])
      .orderBy('a.reported_at', 'desc')
      .orderBy('a.id', 'desc')
      .limit(21)
    return inTown(town.id, () => page.explain('json'))
  }

  test('uses the index of the neighbourhood, and asks for the claim once, not per row', async () => {
    await database.sql(
      `insert into alert (town_id, id, neighbourhood_id, author_id, category, description, happening, danger,
         position_source, claimed_at, saved_at, reported_at, cap_category, severity, urgency, certainty, content_hash)
       select town_id, gen_random_uuid(), neighbourhood_id, id, 'NOISE', 'x', 'NOW', 'NO', 'WORDS', now(), now(),
         now() - random() * interval '700 days', 'SAFETY', 'MINOR', 'PAST', 'LIKELY', ''
       from person, generate_series(1, 3000) where town_id = $1 and neighbourhood_id is not null`,
      [town.id],
    )
    await database.sql('analyze')
    const plan = JSON.stringify(await explain())
    expect(plan).toContain('"Index Name":"alert_of_neighbourhood"')
    expect(plan).toContain('"Parent Relationship":"InitPlan"')
    expect(plan).not.toContain('claimed_town()')
    expect(plan).not.toContain('current_setting')
  })

  test('with the claim asked for per row it would show (control)', async () => {
    const policy = (using: string) => database.sql(`alter policy town_claimed on alert using (${using})`)
    await policy('town_id::text = claimed_town()::text')
    expect(JSON.stringify(await explain())).toContain('current_setting')
    await policy('town_id = (select claimed_town()) or (select claims_every_town())')
  })
})

describe('a plain owner of the tables, without any other role', () => {
  let own: TestDatabase
  let url: string
  const name = `owner_${process.pid}`

  beforeAll(async () => {
    own = await createTestDatabase('nothing')
    const at = new URL(own.url)
    await own.sql(`create role ${name} login password 'owner'`)
    await own.sql(`alter database ${at.pathname.slice(1)} owner to ${name}`)
    await own.sql(`alter schema public owner to ${name}`)
    at.username = name
    at.password = 'owner'
    url = at.href
    const orm = await connect({ url, entities, migrations, applicationName: 'owner', reach: 'every town' })
    await migrate(url, orm, jobs)
    await migrate(url, orm, jobs)
    await orm.close()
  })

  afterAll(async () => {
    await own.drop()
    await database.sql(`drop role ${name}`)
  })

  test('is confined as well', async () => {
    const owned = await openTestApp({ ...own, url })
    const [here, there] = [await createTestTown(owned, '14001'), await createTestTown(owned, '14002')]
    const people = await inTown(here.id, () =>
      owned.orm.em.fork().execute('select distinct town_id, current_user from person'),
    )
    expect(people).toEqual([{ town_id: here.id, current_user: name }])
    expect(await inTown(there.id, () => owned.orm.em.fork().execute('select id from town'))).toEqual([
      { id: there.id },
    ])
    await owned.close()
  })

  test('who makes a policy void is not served (control)', async () => {
    await own.sql('alter table alert no force row level security')
    const refused = await openTestApp({ ...own, url }).catch((error: Error) => error)
    await own.sql('alter table alert force row level security')
    expect(refused).toMatchObject({ message: expect.stringContaining('Row-level security') })
  })
})
