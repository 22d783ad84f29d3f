import { STREAM_CLOSE } from '@vigie/schema'
import { loadViewer } from '@vigie/server/identity/load-viewer.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { AlertFollower, followAlerts } from '../../testkit/alert-follower.ts'
import { startTestApi, type TestApi } from '../../testkit/api.ts'
import type { Client } from '../../testkit/client.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'
import { REPORT } from '../../testkit/operations.ts'
import { aReport } from '../../testkit/report.ts'
import { createTestTown, PASSWORD, type TestTown } from '../../testkit/town.ts'

vi.mock('@vigie/server/identity/load-viewer.ts', { spy: true })

let database: TestDatabase
let api: TestApi
let town: TestTown
let amina: Client
let bernard: Client

beforeAll(async () => {
  database = await createTestDatabase()
  api = await startTestApi(database)
  town = await createTestTown(api.app)
  amina = await api.signIn(town.amina.email)
})

beforeEach(async () => {
  bernard = await api.signIn(town.bernard.email)
})

afterAll(async () => {
  await api.close()
  await database.drop()
})

async function report(): Promise<string> {
  const input = aReport()
  const answer = await amina.query(REPORT, { input })
  expect(answer.data?.reportAlert).toMatchObject({ alert: { id: input.id } })
  return input.id
}

const change = (what: string) =>
  database.sql(`update person set ${what} where id = $1`, [town.bernard.personId])
/** A commit of which no API process hears before its next quiet look. */
async function withoutBell(statements: string): Promise<void> {
  const silent = await database.connect()
  await silent.query('set session_replication_role = replica')
  await silent.query(statements)
  await silent.end()
}

/** Another change of the right would close again what has just been opened. */
const giveBack = () =>
  withoutBell(
    `update person set role = 'RESIDENT', neighbourhood_id = '${town.west.id}', revoked_at = null
     where id = '${town.bernard.personId}'`,
  )

describe('a socket is closed at once', () => {
  test('when its session signs out, and only that session’s', async () => {
    const otherDevice = await api.signIn(town.bernard.email)
    const [app, other] = [await followAlerts(bernard), await followAlerts(otherDevice)]
    await bernard.signOut()
    expect(await app.closed).toBe(STREAM_CLOSE.FORBIDDEN)
    await other.waitFor(await report())
  })

  test.each([
    ['the right is revoked', 'revoked_at = now()'],
    ['the role changes', `role = 'MODERATOR'`],
    ['the person moves', 'neighbourhood_id = null'],
  ])('when %s, on every device', async (_, what) => {
    const otherDevice = await api.signIn(town.bernard.email)
    const apps = [await followAlerts(bernard), await followAlerts(otherDevice)]
    const neighbour = await followAlerts(amina)
    await change(what)
    for (const app of apps) expect(await app.closed).toBe(STREAM_CLOSE.FORBIDDEN)
    await giveBack()
    await neighbour.waitFor(await report())
  })

  test('but not when something else about the person changes', async () => {
    const app = await followAlerts(bernard)
    await change(`locale = 'EN'`)
    await app.waitFor(await report())
  })

  test('when the session expires, with the code that asks to sign in', async () => {
    const borrowed = api.stranger()
    await borrowed.signIn(town.bernard.email, PASSWORD, false)
    await database.sql(
      `update session set "expiresAt" = now() + interval '1 second'
       where id = (select id from session order by "createdAt" desc limit 1)`,
    )
    const app = await followAlerts(borrowed)
    expect(await app.closed).toBe(STREAM_CLOSE.UNAUTHENTICATED)
  })
})

describe('nothing that committed after the revocation is delivered', () => {
  /** Reports right behind the revocation; true when the revoked one got to see it. */
  async function seesWhatFollowsItsRevocation(): Promise<boolean> {
    const [app, witness] = [await followAlerts(bernard), await followAlerts(amina)]
    await change('revoked_at = now()')
    const id = await report()
    await witness.waitFor(id)
    const sawIt = await Promise.race([app.closed.then(() => app.has(id)), app.waitFor(id).then(() => true)])
    await giveBack()
    app.stop()
    witness.stop()
    return sawIt
  }

  test('however close behind it comes', async () => {
    for (let round = 0; round < 10; round += 1) expect(await seesWhatFollowsItsRevocation()).toBe(false)
  })

  test('which it would be, were the revocation not written down (control)', async () => {
    await database.sql('alter table person disable trigger person_changed')
    try {
      expect(await seesWhatFollowsItsRevocation()).toBe(true)
    } finally {
      await database.sql('alter table person enable trigger person_changed')
    }
  })

  test('even if the revocation falls between knowing who connects and opening the stream', async () => {
    const witness = await followAlerts(bernard)
    const real = await vi.importActual<{ loadViewer: typeof loadViewer }>(
      '@vigie/server/identity/load-viewer.ts',
    )
    const { promise: gate, resolve: letIn } = Promise.withResolvers<void>()
    const { promise: known, resolve: isKnown } = Promise.withResolvers<void>()
    vi.mocked(loadViewer).mockImplementationOnce(async (...from) => {
      const viewer = await real.loadViewer(...from)
      isKnown()
      await gate
      return viewer
    })
    const late = new AlertFollower(bernard, null)
    await known
    await change('revoked_at = now()')
    expect(await witness.closed).toBe(STREAM_CLOSE.FORBIDDEN)
    letIn()
    expect(await late.closed).toBe(STREAM_CLOSE.FORBIDDEN)
    await giveBack()
  })

  /** Bernard's app catches up over its open socket, on an event of which no process has heard yet. */
  async function catchUpOn(before: () => Promise<void>) {
    const app = await followAlerts(bernard)
    const id = await report()
    await app.waitFor(id)
    await before()
    await withoutBell(
      `insert into alert_event (town_id, id, alert_id, neighbourhood_id, kind, actor_id)
       select town_id, gen_random_uuid(), id, neighbourhood_id, 'RESOLVED', author_id from alert where id = '${id}'`,
    )
    return { app, late: app.again(app.cursor), id }
  }

  test('nor by a catch-up over a socket whose process has not heard of the revocation yet', async () => {
    const { app, late } = await catchUpOn(() =>
      withoutBell(`update person set revoked_at = now() where id = '${town.bernard.personId}';
        insert into revocation (person_id) values ('${town.bernard.personId}')`),
    )
    expect(await app.closed).toBe(STREAM_CLOSE.FORBIDDEN)
    expect(late.events).toEqual([])
    await giveBack()
  })

  test('as it would be to somebody who kept the right (control)', async () => {
    const { late, id } = await catchUpOn(async () => undefined)
    await late.waitFor(id, 'RESOLVED')
  })
})

test('a person whose role changed comes back with the new one, and stays, however long others take', async () => {
  const slow = await database.connect()
  await slow.query('begin')
  await slow.query('select pg_current_xact_id()')
  const before = await followAlerts(bernard)
  await change(`role = 'MODERATOR', neighbourhood_id = null`)
  expect(await before.closed).toBe(STREAM_CLOSE.FORBIDDEN)
  const back = await followAlerts(bernard)
  for (let n = 0; n < 3; n += 1) await back.waitFor(await report())
  await slow.query('commit')
  await giveBack()
})
