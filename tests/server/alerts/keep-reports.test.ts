import { reportAlert } from '@vigie/server/alerts/report-alert.ts'
import { asViewer } from '@vigie/server/identity/context.ts'
import { newId } from '@vigie/server/platform/ids.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../testkit/app.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'
import { leaveNoRoom } from '../../testkit/no-room.ts'
import { aReport } from '../../testkit/report.ts'
import { createTestTown, type Member, type TestTown } from '../../testkit/town.ts'

let database: TestDatabase
let app: TestApp
let town: TestTown

beforeAll(async () => {
  database = await createTestDatabase()
  app = await openTestApp(database)
  town = await createTestTown(app)
})

beforeEach(() => database.sql('truncate pgboss.job, alert_event, alert cascade'))

afterAll(async () => {
  await app.close()
  await database.drop()
})

type Input = ReturnType<typeof aReport>

/** Sends them all in the same moment; `by` is the process. */
const sendAll = (inputs: Input[], who: Member = town.amina, by = app) =>
  Promise.allSettled(inputs.map((input) => asViewer(who, () => reportAlert(by, who, input))))

const reports = (count: number, change: (n: number) => Partial<Input> = () => ({})) =>
  Array.from({ length: count }, (_, n) => aReport(change(n)))

const kept = async () => (await database.sql<{ id: string }>('select id from alert')).map((it) => it.id)

describe('reports that come in the same moment', () => {
  test('are all kept, with an event and a job each, in a few transactions', async () => {
    await sendAll(reports(40))
    const [row] = await database.sql(`
      select count(*)::int as events, count(distinct xid)::int as transactions,
        (select count(*)::int from pgboss.job where name = 'fan-out-alert') as jobs from alert_event`)
    expect(row).toMatchObject({ events: 40, jobs: 40 })
    expect(row?.transactions).toBeLessThan(5)
  })

  test('keep the order in which they came', async () => {
    const inputs = reports(20)
    await sendAll(inputs)
    const events = await database.sql<{ alert_id: string }>(
      'select alert_id from alert_event order by xid, seq',
    )
    expect(events.map((it) => it.alert_id)).toEqual(inputs.map((it) => it.id))
  })

  test('with one and the same id are one report, and the answer of somebody else’s is a conflict', async () => {
    const input = aReport()
    const [first, repeat, changed] = await sendAll([input, input, { ...input, description: 'Autre chose.' }])
    const [foreign] = await sendAll([input], town.bernard)
    expect(first).toMatchObject({ value: { repeated: false } })
    expect(repeat).toMatchObject({ value: { repeated: true } })
    expect(changed).toMatchObject({ value: { code: 'ID_CONFLICT' } })
    expect(foreign).toMatchObject({ value: { code: 'ID_CONFLICT' } })
    expect(await kept()).toEqual([input.id])
  })

  test('in two processes, with the same repeats in another order, wait for each other and end', async () => {
    const inputs = reports(50)
    const answers = await Promise.all([
      sendAll(inputs),
      sendAll(inputs.toReversed(), town.amina, { ...app }),
      sendAll(inputs, town.amina, { ...app }),
    ])
    for (const answer of answers.flat()) expect(answer).toMatchObject({ status: 'fulfilled' })
    expect(await kept()).toHaveLength(50)
    expect(await database.sql('select id from alert_event')).toHaveLength(50)
  })
})

describe('a database that has no room', () => {
  test('refuses all of them at once, not each again', async () => {
    const { attempts, makeRoom } = await leaveNoRoom(database)
    const answers = await sendAll(reports(30))
    await makeRoom()
    expect(answers.filter((it) => it.status === 'rejected')).toHaveLength(30)
    expect(await attempts()).toBeLessThan(4)
    expect(await kept()).toEqual([])
  })
})

describe('a report that cannot be kept', () => {
  const broken = (inputs: Input[]) => inputs.filter((it) => it.description.startsWith('Broken'))

  beforeAll(() =>
    database.sql(`
      create function refuse_broken() returns trigger language plpgsql as $$ begin
        if new.description like 'Broken%' then raise exception 'this one cannot be kept'; end if;
        return new;
      end $$;
      create trigger refuse_broken before insert on alert for each row execute function refuse_broken()`),
  )

  afterAll(() => database.sql('drop trigger refuse_broken on alert; drop function refuse_broken'))

  test('takes none of those with it that came in the same moment', async () => {
    const inputs = reports(30, (n) => (n % 10 === 4 ? { description: `Broken ${n}` } : {}))
    const answers = await sendAll(inputs)
    expect(answers.filter((it) => it.status === 'rejected')).toHaveLength(3)
    const unbroken = inputs.filter((it) => !broken(inputs).includes(it)).map((it) => it.id)
    expect((await kept()).toSorted()).toEqual(unbroken.toSorted())
    expect(await database.sql('select id from alert_event')).toHaveLength(27)
  })

  test('because a photo of it has an id that was used before is a conflict, and the others are kept', async () => {
    const taken = newId()
    await sendAll([aReport({ photoIds: [taken] })])
    const inputs = [...reports(5), aReport({ photoIds: [taken] }), ...reports(5)]
    const answers = await sendAll(inputs)
    expect(answers[5]).toMatchObject({ value: { code: 'ID_CONFLICT' } })
    expect(await kept()).toHaveLength(11)
  })
})
