import { importTown } from '@vigie/server/communities/import-town.ts'
import { createDemoTown } from '@vigie/server/demo/create-demo-town.ts'
import { demoAccounts } from '@vigie/server/demo/demo-accounts.ts'
import { DEMO_TOWN, readTownFile } from '@vigie/server/demo/town-files.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../testkit/api.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'

let database: TestDatabase
let api: TestApi

beforeAll(async () => {
  database = await createTestDatabase()
  api = await startTestApi(database, { demo: true })
  // As when two processes start at once.
  await Promise.all([createDemoTown(api.app), createDemoTown(api.app)])
})

afterAll(async () => {
  await api.close()
  await database.drop()
})

const count = async (from: string) =>
  Number((await database.sql<{ n: string }>(`select count(*) as n from ${from}`))[0]?.n)

describe('the demo town', () => {
  test('is there once, however often it is made', async () => {
    await createDemoTown(api.app)
    expect(await database.sql('select insee_code, name, police_phone from town')).toEqual([
      { insee_code: '00001', name: 'Saint-Elvoy-sur-Avelle', police_phone: '02 61 91 17 17' },
    ])
    expect(await count('neighbourhood')).toBe(6)
  })

  test('has thirty residents who live in its six neighbourhoods, and three who work for it', async () => {
    expect(
      await count(`person where role in ('RESIDENT', 'REFERENT') and neighbourhood_id is not null`),
    ).toBe(30)
    expect(await count('person where neighbourhood_id is null')).toBe(3)
    expect(
      await count('(select distinct neighbourhood_id from person where neighbourhood_id is not null) as n'),
    ).toBe(6)
  })

  test('has neighbourhoods that cover it without overlapping', async () => {
    const report = await importTown(api.app.acrossTowns, {
      ...DEMO_TOWN,
      neighbourhoods: await readTownFile('neighbourhoods'),
      boundary: await readTownFile('boundary'),
      dryRun: true,
    })
    expect(report).toMatchObject({ refused: [], overlaps: [], kept: [], residents: { moved: 0, tooFar: 0 } })
    expect(report.imported.flatMap(({ notes }) => notes)).toEqual([])
  })
})

describe('its past', () => {
  test('is some weeks of alerts of every category, none of them in the future', async () => {
    expect(await count('alert')).toBeGreaterThanOrEqual(40)
    expect(await count('(select distinct category from alert) as c')).toBe(9)
    expect(await count('(select distinct status from alert) as s')).toBe(4)
    expect(await count(`alert where reported_at > now() - interval '1 hour'`)).toBeGreaterThanOrEqual(2)
    expect(await count(`alert where reported_at > now() or claimed_at > reported_at`)).toBe(0)
    expect(await count('comment where created_at > now()')).toBe(0)
    expect(await count('handling_step where at > now()')).toBe(0)
  })

  test('holds a long conversation, places in words only, and photos that can be seen', async () => {
    expect(await count('alert where comment_count >= 115')).toBe(1)
    expect(await count(`alert where position_source = 'WORDS' and latitude is null`)).toBeGreaterThanOrEqual(
      3,
    )
    const amina = await signIn('Amina Benali')
    const { data } = await amina.query(
      '{ alerts(first: 50) { edges { node { photos { url thumbnailUrl } } } } }',
    )
    const paths = [...JSON.stringify(data).matchAll(/\/api\/photos\/[^"]+/g)].map(([path]) => path)
    expect(paths.length).toBeGreaterThanOrEqual(8)
    for (const path of paths) {
      const response = await fetch(api.url + path, { headers: { cookie: amina.cookie } })
      expect(response.headers.get('content-type')).toContain('image/jpeg')
      expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(1_000)
    }
  })

  test('happens where its authors live, and is spoken of by those who may see it', async () => {
    expect(
      await database.sql(
        `select a.place from alert a join person p on p.id = a.author_id where p.neighbourhood_id <> a.neighbourhood_id`,
      ),
    ).toEqual([])
    expect(
      await database.sql(
        `select p.name, c.text from comment c join alert a on a.id = c.alert_id join person p on p.id = c.author_id
         where p.role in ('RESIDENT', 'REFERENT') and p.neighbourhood_id <> a.neighbourhood_id`,
      ),
    ).toEqual([])
  })

  test('agrees with itself: counts, states and events', async () => {
    expect(
      await count(`alert a where comment_count <> (select count(*) from comment c where c.alert_id = a.id)`),
    ).toBe(0)
    expect(
      await count(
        `alert a where status <> coalesce(
           (select h.status from handling_step h where h.alert_id = a.id order by h.at desc limit 1), 'REPORTED')`,
      ),
    ).toBe(0)
    const things =
      (await count('alert')) +
      (await count('comment')) +
      (await count('handling_step')) +
      (await count('photo'))
    expect(await count('alert_event')).toBe(things)
    expect(
      await count('(select at < lag(at) over (order by seq) as back from alert_event) as e where back'),
    ).toBe(0)
  })

  test('rings nowhere: no job waits, and no ledger row claims to have arrived', async () => {
    expect(await count('pgboss.job')).toBe(0)
    expect(await count(`delivery where state <> 'skipped'`)).toBe(0)
    expect(await count(`delivery where reason = 'no address'`)).toBeGreaterThan(200)
  })
})

test('everyone whom the sign-in page offers can sign in, and lives where it says', async () => {
  for (const { email, password, name, neighbourhood } of demoAccounts(api.app.secrets)) {
    const device = api.stranger()
    await device.signIn(email, password)
    const { data } = await device.query('{ viewer { name neighbourhood { name } } }')
    expect(data).toEqual({ viewer: { name, neighbourhood: neighbourhood ? { name: neighbourhood } : null } })
  }
})

async function signIn(name: string) {
  const account = demoAccounts(api.app.secrets).find((it) => it.name === name)
  const device = api.stranger()
  await device.signIn(account?.email ?? '', account?.password ?? '')
  return device
}
