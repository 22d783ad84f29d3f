import { LIMITS } from '@vigie/schema'
import { reportAlert } from '@vigie/server/alerts/report-alert.ts'
import { asViewer } from '@vigie/server/identity/context.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { followAlerts } from '../../testkit/alert-follower.ts'
import { startTestApi, type TestApi } from '../../testkit/api.ts'
import type { Client } from '../../testkit/client.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'
import { FEED, REPORT } from '../../testkit/operations.ts'
import { aReport } from '../../testkit/report.ts'
import { createTestTown, type TestTown } from '../../testkit/town.ts'
import { eventually } from '../../testkit/vigie.ts'

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
  bernard = await api.signIn(town.bernard.email)
})

afterAll(async () => {
  await api.close()
  await database.drop()
})

/** Amina reports; resolves with the alert's id once it is committed. */
async function report(): Promise<string> {
  const input = aReport()
  const answer = await amina.query(REPORT, { input })
  expect(answer.data?.reportAlert).toMatchObject({ alert: { id: input.id } })
  return input.id
}

async function streamCursorOf(client: Client): Promise<string> {
  const { alerts } = await client.ask<{ alerts: { streamCursor: string } }>(FEED, { first: 20 })
  return alerts.streamCursor
}

/** A report whose transaction has written everything and does not commit before it is let go. */
function reportLate() {
  const input = aReport()
  const { promise: gate, resolve: letGo } = Promise.withResolvers<void>()
  const { promise: written, resolve: isWritten } = Promise.withResolvers<void>()
  const slow = {
    ...api.app,
    startJobs: async (...job: Parameters<typeof api.app.startJobs>) => {
      await api.app.startJobs(...job)
      isWritten()
      await gate
    },
  }
  const committed = asViewer(town.amina, () => reportAlert(slow, town.amina, input))
  const commit = () => {
    letGo()
    return committed
  }
  return { id: input.id, written, commit }
}

describe('a phone that opens the app', () => {
  test('gets what happened since its list was read, then what happens', async () => {
    const cursor = await streamCursorOf(bernard)
    const between = await report()
    const app = await followAlerts(bernard, cursor)
    await app.waitFor(between)
    const live = await report()
    expect((await app.waitFor(live)).kind).toBe('REPORTED')
    expect(app.alertIds).toEqual([between, live])
    expect(app.reloads).toBe(0)
  })

  test('without a cursor begins now, with nothing old', async () => {
    const other = await followAlerts(bernard)
    await other.waitFor(await report())
    const app = await followAlerts(bernard)
    expect(app.items).toEqual([{ cursor: expect.any(String), reload: false, event: null }])
  })

  test('that loses its connection resumes where it was: nothing missed, repeats recognisable', async () => {
    const first = await followAlerts(bernard)
    const seen = await report()
    await first.waitFor(seen)
    first.stop()
    const witness = await followAlerts(amina)
    const missed = [await report(), await report()]
    for (const id of missed) await witness.waitFor(id)
    const second = await followAlerts(bernard, first.cursor)
    for (const id of missed) await second.waitFor(id)
    const all = [...first.events, ...second.events]
    for (const id of [seen, ...missed]) {
      const eventIds = all.filter((event) => event.alert.id === id).map((event) => event.id)
      expect(new Set(eventIds).size).toBe(1)
    }
  })

  test('and missed more than is replayed is told to reload its list, and stays live', async () => {
    const app = await followAlerts(bernard)
    app.stop()
    const alertId = await report()
    await database.sql(
      `insert into alert_event (town_id, id, alert_id, neighbourhood_id, kind, actor_id)
       select town_id, gen_random_uuid(), id, neighbourhood_id, 'ACKNOWLEDGED', author_id
       from alert, generate_series(1, $2) where id = $1`,
      [alertId, LIMITS.catchUpMax],
    )
    const back = await followAlerts(bernard, app.cursor)
    expect(back.items[0]).toMatchObject({ reload: true, event: null })
    expect(back.events).toEqual([])
    // Its cursor passes what was missed once nobody's older transaction is open any more, anywhere in the cluster.
    await eventually(async () => {
      await back.waitFor(await report())
      const after = await followAlerts(bernard, back.cursor)
      after.stop()
      return after.reloads === 0
    })
    back.stop()
  })

  test.each([
    ['garbage', 'not a cursor'],
    ['empty', ''],
    ['of another epoch', Buffer.from('00000000-0000-4000-8000-000000000000.5').toString('base64url')],
  ])('with a cursor that is %s is told to reload', async (_, cursor) => {
    const app = await followAlerts(bernard, cursor)
    expect(app.items[0]).toMatchObject({ reload: true, event: null })
    await app.waitFor(await report())
  })

  test.each(['9'.repeat(18), '9'.repeat(20)])(
    'with a cursor of a future that this database did not have (%s) is told to reload',
    async (xid) => {
      const [epoch] = Buffer.from(await streamCursorOf(bernard), 'base64url')
        .toString()
        .split('.')
      const app = await followAlerts(bernard, Buffer.from(`${epoch}.${xid}`).toString('base64url'))
      expect(app.items[0]).toMatchObject({ reload: true, event: null })
    },
  )
})

describe('an alert whose transaction commits late', () => {
  test('reaches whoever is live, after the younger one', async () => {
    const app = await followAlerts(bernard)
    const late = reportLate()
    await late.written
    const younger = await report()
    await app.waitFor(younger)
    expect(app.has(late.id)).toBe(false)
    await late.commit()
    await app.waitFor(late.id)
    expect(app.alertIds).toEqual([younger, late.id])
  })

  test('reaches whoever left after the younger one, on catch-up', async () => {
    const app = await followAlerts(bernard)
    const late = reportLate()
    await late.written
    const younger = await report()
    await app.waitFor(younger)
    app.stop()
    const witness = await followAlerts(amina)
    await late.commit()
    await witness.waitFor(late.id)
    const back = await followAlerts(bernard, app.cursor)
    await back.waitFor(late.id)
    const [before] = app.events
    expect(back.events.find((event) => event.alert.id === younger)?.id).toBe(before?.id)
  })

  test('would be missed by a cursor that is a number, a time or an id (control)', async () => {
    const late = reportLate()
    await late.written
    const younger = await report()
    const [seen] = await database.sql('select seq, at, id from alert_event where alert_id = $1', [younger])
    await late.commit()
    const beyond = await database.sql(
      `select 1 from alert_event where alert_id = $1 and (seq > $2 or at > $3 or id > $4)`,
      [late.id, seen?.seq, seen?.at, seen?.id],
    )
    expect(beyond).toEqual([])
  })

  test('holds nothing else back, and what came meanwhile comes once', async () => {
    const app = await followAlerts(bernard)
    const late = reportLate()
    await late.written
    const ids = []
    for (let n = 0; n < 5; n += 1) ids.push(await report())
    for (const id of ids) await app.waitFor(id)
    await late.commit()
    await app.waitFor(late.id)
    const ours = [...ids, late.id]
    // What an earlier test reported may still come in on a busy machine.
    const seen = app.events.map((event) => event.alert.id).filter((id) => ours.includes(id))
    expect(seen).toEqual(ours)
  })
})
