import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { inTransaction } from '@vigie/server/platform/db.ts'
import { inTown } from '@vigie/server/platform/town-claim.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../testkit/app.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'
import { inTime } from '../../testkit/in-time.ts'
import { createTestTown, type TestTown } from '../../testkit/town.ts'

let database: TestDatabase
let app: TestApp
let town: TestTown

beforeAll(async () => {
  database = await createTestDatabase()
  app = await openTestApp(database)
  town = await createTestTown(app, '14001')
})

afterAll(async () => {
  await app.close()
  await database.drop()
})

/** More than the pool has. */
const MANY = 25

const write = () => inTown(town.id, () => inTransaction(app.orm, (tx) => tx.execute('select 1')))
const many = () => Promise.allSettled(Array.from({ length: MANY }, write))
const done = (works: PromiseSettledResult<unknown>[]) =>
  works.filter((it) => it.status === 'fulfilled').length

const BREAK = `
const client = new (require(${JSON.stringify(createRequire(import.meta.url).resolve('pg'))}).Client)(process.argv[1])
client.connect()
  .then(() => client.query("select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and application_name = 'vigie-api'"))
  .then(() => client.end())`

/** Breaks every connection of the app, which cannot hear of it meanwhile: it finds out by using them. */
const breakUnheard = () => execFileSync(process.execPath, ['-e', BREAK, database.url])

test('transactions that begin on broken connections fail, and leave no place of the pool taken', async () => {
  expect(done(await many())).toBe(MANY)
  for (let time = 0; time < 3; time += 1) {
    breakUnheard()
    const works = await many()
    // Those that found a broken connection; each time all the pool has.
    expect(done(works)).toBeLessThan(MANY)
  }
  expect(done(await many())).toBe(MANY)
})

test('a pool that is closed while somebody is getting a connection closes all the same', async () => {
  const other = await openTestApp(database)
  const ask = (what: string) => other.acrossTowns.em.fork().execute(what)
  await ask('select 1')
  const pool = await other.acrossTowns.em.getConnection().getNativeClient()
  const asking = [ask('select pg_sleep(0.2)')]
  await once(pool, 'acquire')
  // Nobody has used this one yet: it claims what it may see before it is handed over.
  asking.push(ask('select 1'))
  await once(pool, 'acquire')
  const asked = Promise.allSettled(asking)
  await inTime('the pool', other.acrossTowns.close())
  expect((await asked).map((it) => it.status)).toEqual(['fulfilled', 'rejected'])
  await other.close()
})
