import { acknowledgeAlert } from '@vigie/server/alerts/acknowledge-alert.ts'
import { reportAlert } from '@vigie/server/alerts/report-alert.ts'
import { resolveAlert } from '@vigie/server/alerts/resolve-alert.ts'
import { asViewer } from '@vigie/server/identity/context.ts'
import { newId } from '@vigie/server/platform/ids.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../testkit/app.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'
import { aReport } from '../../testkit/report.ts'
import { createTestTown, type TestTown } from '../../testkit/town.ts'

let database: TestDatabase
let app: TestApp
let town: TestTown
let alertId: string

beforeAll(async () => {
  database = await createTestDatabase()
  app = await openTestApp(database)
  town = await createTestTown(app)
})

beforeEach(async () => {
  const report = aReport()
  await asViewer(town.amina, () => reportAlert(app, town.amina, report))
  alertId = report.id
})

afterAll(async () => {
  await app.close()
  await database.drop()
})

const seen = (note: string | null = null) => ({ id: newId(), alertId, onTheWay: false, note })
const onTheWay = () => ({ id: newId(), alertId, onTheWay: true, note: null })
const done = (note: string | null = null) => ({ id: newId(), alertId, note })

async function written() {
  const [alert] = await database.sql('select status from alert where id = $1', [alertId])
  const steps = await database.sql('select status from handling_step where alert_id = $1 order by at, id', [
    alertId,
  ])
  const events = await database.sql(
    `select kind from alert_event where alert_id = $1 and kind <> 'REPORTED' order by seq`,
    [alertId],
  )
  return {
    status: alert?.status,
    steps: steps.map((it) => it.status),
    events: events.map((it) => it.kind),
  }
}

/** Steps of which the reporter is notified. */
async function told() {
  const rows = await database.sql(
    `select e.kind from pgboss.job j join alert_event e on e.id = (j.data ->> 'eventId')::uuid
     where j.name = 'fan-out-alert' and e.alert_id = $1 and e.kind <> 'REPORTED' order by e.seq`,
    [alertId],
  )
  return rows.map((it) => it.kind)
}

describe('an alert', () => {
  test('is seen, attended to and closed, and every step is kept with its event', async () => {
    expect(await asViewer(town.police, () => acknowledgeAlert(app, town.police, seen()))).toMatchObject({
      alert: { status: 'ACKNOWLEDGED' },
    })
    expect(await asViewer(town.police, () => acknowledgeAlert(app, town.police, onTheWay()))).toMatchObject({
      alert: { status: 'ON_THE_WAY' },
    })
    expect(await asViewer(town.agent, () => resolveAlert(app, town.agent, done()))).toMatchObject({
      alert: { status: 'RESOLVED' },
    })
    const steps = ['ACKNOWLEDGED', 'ON_THE_WAY', 'RESOLVED']
    expect(await written()).toEqual({ status: 'RESOLVED', steps, events: steps })
  })

  test('never goes back: who acknowledges behind a patrol changes nothing but the list of steps', async () => {
    await asViewer(town.police, () => acknowledgeAlert(app, town.police, onTheWay()))
    expect(await asViewer(town.agent, () => acknowledgeAlert(app, town.agent, seen()))).toMatchObject({
      alert: { status: 'ON_THE_WAY' },
    })
    expect(await written()).toMatchObject({ status: 'ON_THE_WAY', steps: ['ON_THE_WAY', 'ACKNOWLEDGED'] })
  })

  test('tells its reporter what is news to them: neither a step back nor the same one twice', async () => {
    await asViewer(town.police, () => acknowledgeAlert(app, town.police, onTheWay()))
    await asViewer(town.agent, () => acknowledgeAlert(app, town.agent, seen()))
    await asViewer(town.agent, () => acknowledgeAlert(app, town.agent, onTheWay()))
    expect(await told()).toEqual(['ON_THE_WAY'])
    await asViewer(town.agent, () => acknowledgeAlert(app, town.agent, seen('Merci, restez chez vous.')))
    expect(await told()).toEqual(['ON_THE_WAY', 'ACKNOWLEDGED'])
  })

  test('that is closed takes no more steps, and says so for good', async () => {
    await asViewer(town.police, () => resolveAlert(app, town.police, done()))
    for (const late of [
      asViewer(town.agent, () => acknowledgeAlert(app, town.agent, onTheWay())),
      asViewer(town.agent, () => resolveAlert(app, town.agent, done())),
    ]) {
      expect(await late).toMatchObject({ code: 'ALREADY_RESOLVED', permanent: true })
    }
    expect(await written()).toEqual({ status: 'RESOLVED', steps: ['RESOLVED'], events: ['RESOLVED'] })
  })

  test('that two officers close at once is closed by one, and the other is told', async () => {
    const answers = await Promise.all([
      asViewer(town.police, () => resolveAlert(app, town.police, done())),
      asViewer(town.agent, () => resolveAlert(app, town.agent, done())),
    ])
    expect(answers.filter((it) => 'repeated' in it)).toHaveLength(1)
    expect(answers.filter((it) => 'code' in it && it.code === 'ALREADY_RESOLVED')).toHaveLength(1)
    expect(await written()).toEqual({ status: 'RESOLVED', steps: ['RESOLVED'], events: ['RESOLVED'] })
  })

  test('that many handle at once ends where the furthest step is', async () => {
    const people = [town.police, town.agent]
    await Promise.all(
      Array.from({ length: 10 }, (_, n) => {
        const by = people[n % 2] ?? town.police
        return asViewer(by, () => acknowledgeAlert(app, by, n === 3 ? onTheWay() : seen()))
      }),
    )
    const { status, steps } = await written()
    expect(status).toBe('ON_THE_WAY')
    expect(steps).toHaveLength(10)
  })
})

describe('a step sent again', () => {
  test('gets the same answer and stays one, even after others have gone further', async () => {
    const step = seen('Une patrouille passe ce soir.')
    await asViewer(town.police, () => acknowledgeAlert(app, town.police, step))
    await asViewer(town.agent, () => resolveAlert(app, town.agent, done()))
    expect(await asViewer(town.police, () => acknowledgeAlert(app, town.police, step))).toMatchObject({
      repeated: true,
    })
    expect((await written()).steps).toEqual(['ACKNOWLEDGED', 'RESOLVED'])
  })

  test('is recognised after whoever took it has left the office', async () => {
    const step = seen()
    await asViewer(town.police, () => acknowledgeAlert(app, town.police, step))
    const left = { ...town.police, role: 'RESIDENT' as const, neighbourhoodId: town.chloe.neighbourhoodId }
    expect(await asViewer(left, () => acknowledgeAlert(app, left, step))).toMatchObject({
      repeated: true,
      alert: null,
    })
    expect(await asViewer(left, () => acknowledgeAlert(app, left, seen()))).toMatchObject({
      code: 'NOT_ALLOWED',
    })
  })

  test('twenty times at once stays one', async () => {
    const step = done()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => asViewer(town.police, () => resolveAlert(app, town.police, step))),
    )
    for (const answer of answers) expect(answer).toMatchObject({ alert: { status: 'RESOLVED' } })
    expect(answers.filter((it) => 'repeated' in it && !it.repeated)).toHaveLength(1)
    expect((await written()).steps).toEqual(['RESOLVED'])
  })

  test('with another note, another meaning or by somebody else is refused for good', async () => {
    const step = seen('Vu.')
    await asViewer(town.police, () => acknowledgeAlert(app, town.police, step))
    const changed = [
      asViewer(town.police, () => acknowledgeAlert(app, town.police, { ...step, note: 'Autre.' })),
      asViewer(town.police, () => acknowledgeAlert(app, town.police, { ...step, onTheWay: true })),
      asViewer(town.agent, () => acknowledgeAlert(app, town.agent, step)),
    ]
    for (const answer of changed) expect(await answer).toMatchObject({ code: 'ID_CONFLICT', permanent: true })
    expect((await written()).steps).toEqual(['ACKNOWLEDGED'])
  })
})

describe('who may handle an alert', () => {
  test.each(['amina', 'bernard', 'chloe', 'moderator'] as const)('not %s', async (who) => {
    expect(await asViewer(town[who], () => acknowledgeAlert(app, town[who], seen()))).toMatchObject({
      code: 'NOT_ALLOWED',
      permanent: true,
    })
    expect(await asViewer(town[who], () => resolveAlert(app, town[who], done()))).toMatchObject({
      code: 'NOT_ALLOWED',
    })
    expect((await written()).steps).toEqual([])
  })

  test('not the police of another town, for whom it does not exist', async () => {
    const elsewhere = await createTestTown(app, '14002')
    expect(await asViewer(elsewhere.police, () => resolveAlert(app, elsewhere.police, done()))).toMatchObject(
      { code: 'ALERT_NOT_FOUND' },
    )
    expect((await written()).steps).toEqual([])
  })
})
