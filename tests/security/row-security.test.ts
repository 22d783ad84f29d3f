import { alertTables, readAlertsById } from '@vigie/server/alerts/alert.reads.ts'
import { readComments } from '@vigie/server/alerts/comment.reads.ts'
import { findAlert } from '@vigie/server/alerts/find-alert.ts'
import { seesPhoto } from '@vigie/server/alerts/find-photo.ts'
import { readAlerts, readOwnAlerts } from '@vigie/server/alerts/prepared-alert.reads.ts'
import { reportAlert } from '@vigie/server/alerts/report-alert.ts'
import { readSince } from '@vigie/server/alerts/stream.reads.ts'
import { readAreas, readTown } from '@vigie/server/communities/communities.reads.ts'
import { asViewer } from '@vigie/server/identity/context.ts'
import { notificationTables } from '@vigie/server/notifications/audience.reads.ts'
import { readDevices, readReach, readWaiting } from '@vigie/server/notifications/delivery.reads.ts'
import { type EntityManager, inTransaction } from '@vigie/server/platform/db.ts'
import { newId } from '@vigie/server/platform/ids.ts'
import { inTown } from '@vigie/server/platform/town-claim.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../testkit/app.ts'
import { createTestDatabase, type TestDatabase } from '../testkit/database.ts'
import { aDevice } from '../testkit/ledger.ts'
import { aReport } from '../testkit/report.ts'
import { createTestTown, type TestTown } from '../testkit/town.ts'

let database: TestDatabase
let app: TestApp
let here: TestTown
let there: TestTown
/** Something in every table of the other town. */
const planted = { alertId: newId(), photoId: newId(), deliveryId: newId() }

beforeAll(async () => {
  database = await createTestDatabase()
  app = await openTestApp(database)
  here = await createTestTown(app, '14001')
  there = await createTestTown(app, '14002')
  const report = aReport({ id: planted.alertId, photoIds: [planted.photoId] })
  await asViewer(there.amina, () => reportAlert(app, there.amina, report))
  await aDevice(database, there.amina)
  await database.sql(
    `with a as (select town_id, id, author_id from alert where id = '${planted.alertId}'),
     c as (insert into comment (town_id, id, alert_id, author_id, text)
       select town_id, gen_random_uuid(), id, author_id, 'Vu.' from a),
     h as (insert into handling_step (town_id, id, alert_id, person_id, status)
       select town_id, gen_random_uuid(), id, author_id, 'ACKNOWLEDGED' from a)
     insert into delivery (town_id, id, event_id, alert_id, person_id, channel)
       select a.town_id, '${planted.deliveryId}', e.id, a.id, a.author_id, 'push'
       from a join alert_event e on e.alert_id = a.id`,
  )
  await database.sql(`update photo set status = 'READY'`)
})

afterAll(async () => {
  await app.close()
  await database.drop()
})

/** What each read finds of the other town, asked in its name: the policies are satisfied, every id is right. */
const READS: Record<string, (em: EntityManager) => Promise<unknown>> = {
  'the list of alerts': () => readAlerts(app.orm, there.police, { limit: 10, after: null }),
  'own alerts': () => readOwnAlerts(app.orm, there.amina, { limit: 10, after: null }),
  'an alert': async (em) => [await findAlert(em, there.amina, planted.alertId)].filter(Boolean),
  'alerts by id': (em) => readAlertsById(em, there.id, [planted.alertId]),
  comments: (em) => readComments(em, there.id, planted.alertId, { after: null, limit: 10 }),
  'handling steps': (em) => em.execute('select * from handling_step'),
  'a photo': async (em) => [await seesPhoto(em, there.amina, planted.photoId)].filter(Boolean),
  'missed events': async (em) => (await readSince(em, there.id, 0n, 10)).events,
  'the town': async (em) => [await readTown(em, there.id)].filter(Boolean),
  neighbourhoods: (em) => readAreas(em, there.id),
  devices: (em) => readDevices(em, there.id, there.amina.personId),
  'waiting deliveries': (em) => readWaiting(em, there.id, [planted.deliveryId]),
  reach: async (em) => ((await readReach(em, there.id, planted.alertId)).deliveries.waiting ? ['some'] : []),
  people: (em) => alertTables(em).selectFrom('person').selectAll().where('town_id', '=', there.id).execute(),
  events: (em) => em.execute('select * from alert_event'),
}

describe('work for one town', () => {
  test.each(Object.keys(READS))('finds nothing of another one, asked by its own ids: %s', async (name) => {
    expect(await inTown(here.id, () => READS[name]?.(app.orm.em.fork()))).toEqual([])
  })

  test.each(Object.keys(READS))(
    'finds it in its own town, so the check can fail: %s (control)',
    async (name) => {
      expect(await inTown(there.id, () => READS[name]?.(app.orm.em.fork()))).not.toEqual([])
    },
  )

  test('changes nothing in another one', async () => {
    const change = inTown(here.id, () =>
      alertTables(app.orm.em.fork())
        .updateTable('alert')
        .set({ description: 'x' })
        .where('town_id', '=', there.id)
        .executeTakeFirst(),
    )
    expect((await change).numUpdatedRows).toBe(0n)
    const removal = inTown(here.id, () =>
      notificationTables(app.orm.em.fork()).deleteFrom('delivery').executeTakeFirst(),
    )
    expect((await removal).numDeletedRows).toBe(0n)
  })

  test('brings nothing into another one, and moves nothing there', async () => {
    await expect(inTown(here.id, () => reportAlert(app, there.amina, aReport()))).rejects.toThrow(
      'row-level security',
    )
    const move = () =>
      app.orm.em.fork().execute('update person set town_id = ? where town_id = ?', [there.id, here.id])
    await expect(inTown(here.id, move)).rejects.toThrow('row-level security')
  })

  test('stays with its town inside a transaction, whatever is claimed meanwhile', async () => {
    const found = await inTown(here.id, () =>
      inTransaction(app.orm, (tx) => inTown(there.id, () => tx.execute('select id from alert'))),
    )
    expect(found).toEqual([])
  })
})

describe('the claim of a connection', () => {
  const townsSeen = async (townId: string): Promise<string[]> => {
    const rows = await inTown(townId, () =>
      app.orm.em.fork().execute('select id from town, pg_sleep(random() * 0.01)'),
    )
    return rows.map((row) => String(Object.values(row)[0]))
  }

  test('is the work’s own, however many work at once on few connections', async () => {
    const works = Array.from({ length: 300 }, (_, n) => (n % 3 ? here.id : there.id))
    const seen = await Promise.all(works.map(townsSeen))
    expect(seen).toEqual(works.map((id) => [id]))
  })

  test('is made anew on a connection that takes the place of a broken one', async () => {
    await townsSeen(here.id)
    await database.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'vigie-api' and state = 'idle'`,
    )
    // Whoever got a broken one fails, and says nothing of anybody.
    const seen = await Promise.allSettled(Array.from({ length: 20 }, () => townsSeen(there.id)))
    for (const it of seen) if (it.status === 'fulfilled') expect(it.value).toEqual([there.id])
    expect(await townsSeen(there.id)).toEqual([there.id])
  })

  test('that cannot be made gives its connection back', async () => {
    // A login that passes every policy, and may not work as the role that does not.
    const name = `outsider_${newId().slice(-12)}`
    await database.sql(`create role ${name} login bypassrls password 'outsider'`)
    const url = new URL(database.url)
    Object.assign(url, { username: name, password: 'outsider' })
    const other = await openTestApp({ ...database, url: url.href }).catch((error: Error) => error)
    expect(other).toMatchObject({ message: expect.stringContaining('vigie_app') })
    const left = `select from pg_stat_activity where usename = '${name}' and state <> 'idle'`
    await expect.poll(() => database.sql(left)).toEqual([])
    await database.sql(`select pg_terminate_backend(pid) from pg_stat_activity where usename = '${name}'`)
    await database.sql(`drop role ${name}`)
  })

  test('is never missing: work without a town gets no connection', async () => {
    await expect(app.orm.em.fork().execute('select 1')).rejects.toThrow('outside `inTown`')
  })

  test.each(['*', '', "' or true --", 'every town'])('names one town by its id, not %j', (town) => {
    expect(() => inTown(town, () => null)).toThrow('by its id')
  })

  test('keeps accounts and passwords out of reach', async () => {
    for (const table of ['"user"', '"account"', '"verification"']) {
      const read = inTown(here.id, () => app.orm.em.fork().execute(`select from ${table}`))
      await expect(read).rejects.toThrow('denied')
    }
  })
})

test('with row-level security off the same reads find it (control)', async () => {
  const tables = await database.sql<{ name: string }>(
    `select relname as name from pg_class where relrowsecurity and relnamespace = 'public'::regnamespace`,
  )
  const set = (state: string) =>
    Promise.all(tables.map(({ name }) => database.sql(`alter table "${name}" ${state} row level security`)))
  await set('disable')
  const leaks = Object.keys(READS)
  for (const name of leaks) {
    expect(await inTown(here.id, () => READS[name]?.(app.orm.em.fork())), name).not.toEqual([])
  }
  await set('enable')
})
