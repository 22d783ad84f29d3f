import { reportAlert } from '@vigie/server/alerts/report-alert.ts'
import { asViewer } from '@vigie/server/identity/context.ts'
import { newId } from '@vigie/server/platform/ids.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../testkit/app.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'
import { aReport } from '../../testkit/report.ts'
import { createTestTown, type TestTown } from '../../testkit/town.ts'

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

const count = async (table: string, where: string, value: string) =>
  Number(
    (await database.sql<{ n: string }>(`select count(*) as n from ${table} where ${where} = $1`, [value]))[0]
      ?.n,
  )

describe('a report', () => {
  test('is kept with its event and its job, all or nothing', async () => {
    const report = aReport()
    const result = await asViewer(town.amina, () => reportAlert(app, town.amina, report))
    expect(result).toMatchObject({
      repeated: false,
      alert: { id: report.id, status: 'REPORTED', mine: true },
    })
    expect(await count('alert', 'id', report.id)).toBe(1)
    expect(await count('alert_event', 'alert_id', report.id)).toBe(1)
    const jobs = await database.sql(
      `select j.id from pgboss.job j join alert_event e on e.id::text = j.data->>'eventId'
       where j.name = 'fan-out-alert' and e.alert_id = $1`,
      [report.id],
    )
    expect(jobs).toHaveLength(1)
  })

  test('leaves nothing behind when its job cannot be enqueued', async () => {
    const report = aReport()
    const broken = { ...app, startJobs: () => Promise.reject(new Error('queue away')) }
    await expect(asViewer(town.amina, () => reportAlert(broken, town.amina, report))).rejects.toThrow(
      'queue away',
    )
    expect(await count('alert', 'id', report.id)).toBe(0)
    expect(await count('alert_event', 'alert_id', report.id)).toBe(0)
  })

  test('sent twice gets the same answer and stays one', async () => {
    const report = aReport()
    await asViewer(town.amina, () => reportAlert(app, town.amina, report))
    const again = await asViewer(town.amina, () => reportAlert(app, town.amina, report))
    expect(again).toMatchObject({ repeated: true, alert: { id: report.id } })
    expect(await count('alert', 'id', report.id)).toBe(1)
    expect(await count('alert_event', 'alert_id', report.id)).toBe(1)
  })

  test('sent twenty times at once stays one', async () => {
    const report = aReport()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => asViewer(town.amina, () => reportAlert(app, town.amina, report))),
    )
    expect(answers.filter((it) => 'repeated' in it && !it.repeated)).toHaveLength(1)
    expect(answers.filter((it) => 'repeated' in it && it.repeated)).toHaveLength(19)
    expect(await count('alert_event', 'alert_id', report.id)).toBe(1)
  })

  test('under an id of somebody else is refused for good, and theirs is untouched', async () => {
    const report = aReport()
    await asViewer(town.amina, () => reportAlert(app, town.amina, report))
    const foreign = await asViewer(town.bernard, () => reportAlert(app, town.bernard, report))
    expect(foreign).toMatchObject({ code: 'ID_CONFLICT', permanent: true })
    const [row] = await database.sql('select author_id from alert where id = $1', [report.id])
    expect(row?.author_id).toBe(town.amina.personId)
  })

  test('under an old id with another content is refused for good', async () => {
    const report = aReport()
    await asViewer(town.amina, () => reportAlert(app, town.amina, report))
    const changed = await asViewer(town.amina, () =>
      reportAlert(app, town.amina, { ...report, description: 'Autre chose.' }),
    )
    expect(changed).toMatchObject({ code: 'ID_CONFLICT', permanent: true })
  })

  test('from another town may use the same id without either knowing', async () => {
    const other = await createTestTown(app, '14002')
    const report = aReport()
    await asViewer(town.amina, () => reportAlert(app, town.amina, report))
    expect(await asViewer(other.amina, () => reportAlert(app, other.amina, report))).toMatchObject({
      repeated: false,
    })
    expect(await count('alert', 'id', report.id)).toBe(2)
  })
})

describe('where a report stands', () => {
  test('its point decides, not its author’s home', async () => {
    const report = aReport({ positionSource: 'GPS', coordinates: town.east.inside })
    const result = await asViewer(town.amina, () => reportAlert(app, town.amina, report))
    expect(result).toMatchObject({ alert: { neighbourhood: { id: town.east.id } } })
  })

  test('without a point it stands where its author lives', async () => {
    const result = await asViewer(town.chloe, () => reportAlert(app, town.chloe, aReport()))
    expect(result).toMatchObject({ alert: { neighbourhood: { id: town.east.id } } })
  })

  test('without a point and without a home it asks for a pin', async () => {
    const result = await asViewer(town.police, () => reportAlert(app, town.police, aReport()))
    expect(result).toMatchObject({ code: 'INVALID_INPUT', field: 'coordinates' })
  })
})

test('a repeat is recognised even when its author has no neighbourhood any more', async () => {
  const report = aReport()
  await asViewer(town.bernard, () => reportAlert(app, town.bernard, report))
  const moved = { ...town.bernard, neighbourhoodId: null }
  expect(await asViewer(moved, () => reportAlert(app, moved, report))).toMatchObject({ repeated: true })
  expect(await asViewer(moved, () => reportAlert(app, moved, aReport()))).toMatchObject({
    field: 'coordinates',
  })
})

test('what no database can keep is left out, and neither loses nor repeats the report', async () => {
  const report = aReport({ description: 'Un\0 bruit \ud83d bizarre', place: 'ici\0' })
  const first = await asViewer(town.amina, () => reportAlert(app, town.amina, report))
  expect(first).toMatchObject({ alert: { description: 'Un bruit \ufffd bizarre', place: 'ici' } })
  expect(await asViewer(town.amina, () => reportAlert(app, town.amina, report))).toMatchObject({
    repeated: true,
  })
})

describe('what is wrong with a report is said by field', () => {
  test.each([
    ['description', { description: '   ' }],
    ['description', { description: 'x'.repeat(2001) }],
    ['id', { id: 'not-a-uuid' }],
    ['coordinates', { positionSource: 'GPS' as const, coordinates: null }],
    ['coordinates.latitude', { positionSource: 'PIN' as const, coordinates: { latitude: 91, longitude: 0 } }],
    ['place', { place: null }],
    ['photoIds', { photoIds: Array.from({ length: 5 }, newId) }],
    ['claimedAt', { claimedAt: 'yesterday' }],
  ])('%s', async (field, change) => {
    const result = await asViewer(town.amina, () => reportAlert(app, town.amina, aReport(change)))
    expect(result).toMatchObject({ code: 'INVALID_INPUT', field, permanent: true })
  })
})

test('a phone whose clock is a day ahead changes nothing but what it claims', async () => {
  const report = aReport({ claimedAt: '2099-01-01T00:00:00.000Z', savedAt: '2099-01-01T00:00:00.000Z' })
  const result = await asViewer(town.amina, () => reportAlert(app, town.amina, report))
  if (!('alert' in result)) throw new Error('refused')
  expect(Math.abs(result.alert.reportedAt.getTime() - Date.now())).toBeLessThan(60_000)
  expect(result.alert.claimedAt.getFullYear()).toBe(2099)
})
