import { acknowledgeAlert } from '@vigie/server/alerts/acknowledge-alert.ts'
import { commentAlert } from '@vigie/server/alerts/comment-alert.ts'
import { reportAlert } from '@vigie/server/alerts/report-alert.ts'
import { asViewer } from '@vigie/server/identity/context.ts'
import { fanOutAlert } from '@vigie/server/notifications/fan-out-alert.job.ts'
import { newId } from '@vigie/server/platform/ids.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../testkit/app.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'
import { aDevice, eventOf, ledgerOf } from '../../testkit/ledger.ts'
import { aReport } from '../../testkit/report.ts'
import { createTestTown, type Member, type TestTown } from '../../testkit/town.ts'

let database: TestDatabase
let app: TestApp
let town: TestTown

beforeAll(async () => {
  database = await createTestDatabase()
  app = await openTestApp(database)
  town = await createTestTown(app)
  await createTestTown(app, '14002')
  await aDevice(database, town.bernard)
  await aDevice(database, town.bernard)
})

afterAll(async () => {
  await app.close()
  await database.drop()
})

async function report(by: Member, changes: Parameters<typeof aReport>[0] = {}): Promise<string> {
  const input = aReport(changes)
  await asViewer(by, () => reportAlert(app, by, input))
  return input.id
}

async function fanOut(alertId: string, kind = 'REPORTED') {
  await fanOutAlert(app, { townId: town.id, eventId: await eventOf(database, alertId, kind) })
  return ledgerOf(database, alertId, kind)
}

const names = (rows: { name: string }[]) => rows.map((row) => row.name)
const deliverJobs = (ids: string[]) =>
  database.sql(`select id from pgboss.job where name = 'deliver' and data->'deliveryIds' ?| $1`, [ids])

describe('of a new alert', () => {
  test('its neighbours and all who watch over the town are told, once each, and nobody else', async () => {
    const rows = await fanOut(await report(town.amina))
    expect(names(rows)).toEqual(['Bernard Lefèvre', 'Jeanne Delaunay', 'Nicolas Perrin', 'Yasmine Cherif'])
    expect(new Set(rows.map((row) => row.channel))).toEqual(new Set(['push']))
  })

  test('where it stands decides, and its author is never told', async () => {
    const inside = { positionSource: 'PIN' as const, coordinates: town.east.inside }
    expect(names(await fanOut(await report(town.amina, inside)))).toEqual([
      'Chloé Martin',
      'Jeanne Delaunay',
      'Nicolas Perrin',
      'Yasmine Cherif',
    ])
    expect(names(await fanOut(await report(town.police, inside)))).not.toContain('Nicolas Perrin')
  })

  test('who has a device waits for the worker, who has none is skipped and says why', async () => {
    const rows = await fanOut(await report(town.amina))
    expect(rows.map(({ name, state, reason }) => [name, state, reason])).toEqual([
      ['Bernard Lefèvre', 'waiting', null],
      ['Jeanne Delaunay', 'skipped', 'no address'],
      ['Nicolas Perrin', 'skipped', 'no address'],
      ['Yasmine Cherif', 'skipped', 'no address'],
    ])
    expect(await deliverJobs(rows.map((row) => row.id))).toHaveLength(1)
  })

  test('a person whose right was revoked has no row', async () => {
    await database.sql('update person set revoked_at = now() where id = $1', [town.bernard.personId])
    try {
      expect(names(await fanOut(await report(town.amina)))).not.toContain('Bernard Lefèvre')
    } finally {
      await database.sql('update person set revoked_at = null where id = $1', [town.bernard.personId])
    }
  })
})

describe('of what becomes of it', () => {
  test('its author is told when it is handled, and nobody else', async () => {
    const alertId = await report(town.amina)
    await asViewer(town.police, () =>
      acknowledgeAlert(app, town.police, { id: newId(), alertId, onTheWay: false, note: null }),
    )
    expect(names(await fanOut(alertId, 'ACKNOWLEDGED'))).toEqual(['Amina Benali'])
  })

  test('its author is told of others’ comments, not of the author’s own', async () => {
    const alertId = await report(town.amina)
    await asViewer(town.bernard, () => commentAlert(app, town.bernard, { id: newId(), alertId, text: 'Vu.' }))
    expect(names(await fanOut(alertId, 'COMMENTED'))).toEqual(['Amina Benali'])
    await asViewer(town.amina, () => commentAlert(app, town.amina, { id: newId(), alertId, text: 'Merci.' }))
    expect(await fanOut(alertId, 'COMMENTED')).toEqual([])
  })

  test('of something that never happened nobody is told', async () => {
    await fanOutAlert(app, { townId: town.id, eventId: newId() })
  })
})

describe('told again', () => {
  test('nobody gets a second row or a second job', async () => {
    const alertId = await report(town.amina)
    const first = await fanOut(alertId)
    const again = await fanOut(alertId)
    expect(again).toEqual(first)
    expect(await deliverJobs(first.map((row) => row.id))).toHaveLength(1)
  })

  test('ten times at once, the same', async () => {
    const alertId = await report(town.amina)
    const rows = (await Promise.all(Array.from({ length: 10 }, () => fanOut(alertId)))).at(-1) ?? []
    expect(rows).toHaveLength(4)
    expect(await ledgerOf(database, alertId)).toHaveLength(4)
    expect(await deliverJobs(rows.map((row) => row.id))).toHaveLength(1)
  })

  test('after it failed half way, everybody has exactly one', async () => {
    const alertId = await report(town.amina)
    const enqueue = () => Promise.reject(new Error('queue away'))
    const broken = { ...app, queue: { ...app.queue, enqueue } }
    const eventId = await eventOf(database, alertId)
    await expect(fanOutAlert(broken, { townId: town.id, eventId })).rejects.toThrow('queue away')
    expect(await ledgerOf(database, alertId)).toEqual([])
    expect(await fanOut(alertId)).toHaveLength(4)
  })
})

test('a neighbourhood of seven thousand is told, one row each', async () => {
  await database.sql(
    `with made as (
       insert into "user" (id, name, email, "emailVerified")
       select 'crowd-' || n, 'Voisin ' || n, 'crowd-' || n, true from generate_series(1, 7000) n returning id, name)
     insert into person (town_id, id, user_id, name, role, neighbourhood_id)
     select $1, gen_random_uuid(), id, name, 'RESIDENT', $2 from made`,
    [town.id, town.west.id],
  )
  const rows = await fanOut(await report(town.amina))
  expect(rows).toHaveLength(7004)
  expect(new Set(names(rows)).size).toBe(7004)
})

test('nothing but the ledger’s uniqueness keeps people from being told twice (control)', async () => {
  const alertId = await report(town.chloe)
  const rows = await fanOut(alertId)
  const [unique] = await database.sql<{ conname: string }>(
    `select conname from pg_constraint where conrelid = 'delivery'::regclass and contype = 'u'`,
  )
  await database.sql(`alter table delivery drop constraint ${unique?.conname}`)
  await expect(fanOut(alertId)).rejects.toThrow('no unique or exclusion constraint')
  await database.sql(
    `insert into delivery (town_id, id, event_id, alert_id, person_id, channel)
     select town_id, gen_random_uuid(), event_id, alert_id, person_id, channel from delivery where id = $1
     on conflict do nothing`,
    [rows[0]?.id],
  )
  expect(await ledgerOf(database, alertId)).toHaveLength(rows.length + 1)
})
