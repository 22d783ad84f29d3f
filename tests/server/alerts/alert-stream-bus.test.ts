import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type AlertFollower, followAlerts } from '../../testkit/alert-follower.ts'
import { startTestApi, type TestApi } from '../../testkit/api.ts'
import type { Client } from '../../testkit/client.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'
import { PATIENCE_MS } from '../../testkit/form.ts'
import { REPORT } from '../../testkit/operations.ts'
import { aReport } from '../../testkit/report.ts'
import { createTestTown, type TestTown } from '../../testkit/town.ts'

let database: TestDatabase
/** Two processes' worth of API on one database; their secrets are the same, as behind one address. */
let here: TestApi
let there: TestApi
let town: TestTown
let amina: Client
let bernard: Client

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  database = await createTestDatabase()
  here = await startTestApi(database)
  there = await startTestApi(database, { dataDir: here.app.config.dataDir })
  town = await createTestTown(here.app)
  amina = await here.signIn(town.amina.email)
  bernard = await there.signIn(town.bernard.email)
})

afterAll(async () => {
  await Promise.all([here.close(), there.close()])
  vi.useRealTimers()
  await database.drop()
})

async function report(): Promise<string> {
  const input = aReport()
  const answer = await amina.query(REPORT, { input })
  expect(answer.data?.reportAlert).toMatchObject({ alert: { id: input.id } })
  return input.id
}

/** Something that happens to an alert, and of which nobody rings. */
const happensSilently = (alertId: string) =>
  database.sql(
    `insert into alert_event (town_id, id, alert_id, neighbourhood_id, kind, actor_id)
     select town_id, gen_random_uuid(), id, neighbourhood_id, 'RESOLVED', author_id from alert where id = $1`,
    [alertId],
  )

const BELLS = `select pid from pg_stat_activity where application_name = 'vigie-bell' and datname = current_database()`
const bells = async () => (await database.sql<{ pid: number }>(BELLS)).map((row) => row.pid)
const killBells = () => database.sql(`select pg_terminate_backend(pid) from (${BELLS}) as bells`)
const countOf = (app: AlertFollower, alertId: string) =>
  app.events.filter((event) => event.alert.id === alertId).length

describe('an alert reported through one API process', () => {
  test('reaches a socket of the other', async () => {
    const app = await followAlerts(bernard)
    const id = await report()
    await app.waitFor(id)
    expect(countOf(app, id)).toBe(1)
  })

  test('and a cursor of one is understood by the other', async () => {
    const app = await followAlerts(bernard)
    app.stop()
    const id = await report()
    const phone = await here.signIn(town.bernard.email)
    const back = await followAlerts(phone, app.cursor)
    await back.waitFor(id)
  })
})

describe('a bell that nobody hears', () => {
  test('because its connection was lost costs no alert: it comes back and looks', async () => {
    const app = await followAlerts(bernard)
    const before = await bells()
    await killBells()
    const id = await report()
    await app.waitFor(id)
    await vi.waitFor(async () => expect(await bells()).toHaveLength(2), PATIENCE_MS)
    for (const pid of await bells()) expect(before).not.toContain(pid)
    const next = await report()
    await app.waitFor(next)
    expect(countOf(app, id)).toBe(1)
  })

  test('because it was never rung costs at most the quiet look', async () => {
    const app = await followAlerts(bernard)
    const id = await report()
    await app.waitFor(id)
    await happensSilently(id)
    vi.advanceTimersByTime(10_000)
    await app.waitFor(id, 'RESOLVED')
  })

  test('and without that look it would not come (control)', async () => {
    const app = await followAlerts(bernard)
    const id = await report()
    await app.waitFor(id)
    await happensSilently(id)
    vi.advanceTimersByTime(9_000)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(countOf(app, id)).toBe(1)
  })
})

test('while the database lets nobody in, the bells try again, and come back as one each', async () => {
  await database.refuseConnections(true)
  await killBells()
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  await database.refuseConnections(false)
  await vi.waitFor(async () => expect(await bells()).toHaveLength(2), PATIENCE_MS)
  await new Promise((resolve) => setTimeout(resolve, 1_200))
  expect(await bells()).toHaveLength(2)
  const app = await followAlerts(bernard)
  await app.waitFor(await report())
})
