import { reportAlert } from '@vigie/server/alerts/report-alert.ts'
import { readSince } from '@vigie/server/alerts/stream.reads.ts'
import type { App } from '@vigie/server/platform/app.ts'
import { inTransaction } from '@vigie/server/platform/db.ts'
import { inTown } from '@vigie/server/platform/town-claim.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../testkit/app.ts'
import { createTestDatabase, type TestDatabase } from '../testkit/database.ts'
import { aReport } from '../testkit/report.ts'
import { createTestTown, type TestTown } from '../testkit/town.ts'

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

/** Fewer at once than half of a pool's connections, for a transaction beside each must find one too. */
const AT_ONCE = 4

/** Many reports, some at once, through as many processes, whose transactions are their own; how many were kept. */
async function report(by: App, count: number): Promise<number> {
  let kept = 0
  for (let begun = 0; begun < count; begun += AT_ONCE) {
    const reports = Array.from({ length: AT_ONCE }, () =>
      inTown(town.id, () => reportAlert({ ...by }, town.amina, aReport())),
    )
    const outcomes = await Promise.allSettled(reports)
    kept += outcomes.filter((it) => it.status === 'fulfilled').length
  }
  return kept
}

describe('a database that fails at every third commit', () => {
  beforeAll(() =>
    database.sql(`
      create function fail_commit() returns trigger language plpgsql as $$ begin
        if abs(hashtext(new.id::text)) % 3 = 0 then raise exception 'the disk failed' using errcode = '58030'; end if;
        return null;
      end $$;
      create constraint trigger fail_commit after insert on alert
        deferrable initially deferred for each row execute function fail_commit()`),
  )

  afterAll(() => database.sql('drop trigger fail_commit on alert; drop function fail_commit'))

  /** Jobs of an event that never was, and events that no job will ever tell of. */
  async function strays(): Promise<{ ghosts: number; untold: number }> {
    const [row] = await database.sql<{ ghosts: string; untold: string }>(`
      select count(*) filter (where e.id is null) as ghosts, count(*) filter (where j.id is null) as untold
      from alert_event e
      full join (select id, (data ->> 'eventId')::uuid as event_id from pgboss.job where name = 'fan-out-alert') j
        on j.event_id = e.id`)
    return { ghosts: Number(row?.ghosts), untold: Number(row?.untold) }
  }

  test('leaves a job for every event, and none for what was not kept', async () => {
    const kept = await report(app, 60)
    expect(kept).toBeGreaterThan(0)
    expect(kept).toBeLessThan(60)
    expect(await strays()).toEqual({ ghosts: 0, untold: 0 })
  })

  test('leaves jobs of events that never were, when they are enqueued outside the transaction (control)', async () => {
    const startJobs: App['startJobs'] = (_tx, events) =>
      inTransaction(app.orm, (another) => app.startJobs(another, events))
    await report({ ...app, startJobs }, 60)
    expect((await strays()).ghosts).toBeGreaterThan(0)
  })
})

describe('transactions that commit in another order than they began', () => {
  beforeAll(() =>
    database.sql(`
      create function commit_late() returns trigger language plpgsql as $$ begin
        perform pg_sleep(random() * 0.1);
        return null;
      end $$;
      create trigger commit_late after insert on alert_event for each row execute function commit_late()`),
  )

  afterAll(() => database.sql('drop trigger commit_late on alert_event; drop function commit_late'))

  /** A phone that comes back again and again while others report: the events that it never hears of. */
  async function missed<Cursor>(
    first: Cursor,
    catchUp: (after: Cursor) => Promise<{ ids: string[]; cursor: Cursor }>,
  ): Promise<string[]> {
    const heard = new Set<string>()
    let cursor = first
    const comeBack = async () => {
      const caught = await catchUp(cursor)
      for (const id of caught.ids) heard.add(id)
      cursor = caught.cursor
    }
    let reporting = true
    const all = report(app, 80).finally(() => {
      reporting = false
    })
    while (reporting) await comeBack()
    await all
    await comeBack()
    const events = await database.sql<{ id: string }>('select id from alert_event')
    expect(events).toHaveLength(80)
    return events.map((it) => it.id).filter((id) => !heard.has(id))
  }

  test('are all heard of by a phone that catches up by the order of commits', async () => {
    const catchUp = (after: bigint) =>
      inTown(town.id, async () => {
        const { events, horizon } = await readSince(app.orm.em.fork(), town.id, after, 1_000)
        return { ids: events.map((it) => it.id), cursor: horizon }
      })
    expect(await missed(0n, catchUp)).toEqual([])
  })

  test.each(['id', 'seq'])('are not, by a phone that catches up by %s (control)', async (column) => {
    const catchUp = async (after: string) => {
      const rows = await database.sql<{ id: string; place: string }>(
        `select id, ${column}::text as place from alert_event where ${column} > $1 order by ${column}`,
        [after],
      )
      return { ids: rows.map((it) => it.id), cursor: rows.at(-1)?.place ?? after }
    }
    const first = column === 'id' ? '00000000-0000-0000-0000-000000000000' : '0'
    expect(await missed(first, catchUp)).not.toEqual([])
  })
})
