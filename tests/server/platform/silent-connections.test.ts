import { breakSilent } from '@vigie/server/platform/silent-connections.ts'
import { isUnavailable } from '@vigie/server/platform/unavailable.ts'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestApp } from '../../testkit/app.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'
import { type Gate, gateTo } from '../../testkit/gate.ts'

const SILENCE_MS = 1_000
const MAX = 3

let database: TestDatabase
let gate: Gate
let pool: pg.Pool

beforeAll(async () => {
  database = await createTestDatabase()
})
beforeEach(async () => {
  gate = await gateTo(database)
  pool = new pg.Pool({ connectionString: gate.database.url, max: MAX, connectionTimeoutMillis: 2_000 })
  pool.on('error', () => undefined)
})
afterEach(async () => {
  await gate.shut()
  await pool.end()
})
afterAll(() => database.drop())

const ask = () => pool.query('select 1')
const askAll = () => Promise.allSettled(Array.from({ length: MAX }, ask))

describe('a database whose machine is gone without a word', () => {
  test('is given up: whoever waits hears that it is away, and the pool is free for what comes after', async () => {
    breakSilent(pool, SILENCE_MS)
    await askAll()
    gate.mute(true)
    const asked = performance.now()
    const answers = await askAll()
    expect(performance.now() - asked).toBeGreaterThan(SILENCE_MS - 100)
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'ETIMEDOUT' } })
      expect(answer.status === 'rejected' && isUnavailable(answer.reason)).toBe(true)
    }
    gate.mute(false)
    expect((await ask()).rows).toHaveLength(1)
  })

  test('would keep them waiting (control)', async () => {
    await askAll()
    gate.mute(true)
    const asking = askAll().then(() => 'over')
    const pause = new Promise((resolve) => setTimeout(resolve, 3 * SILENCE_MS, 'waiting'))
    gate.mute(false)
    expect(await Promise.race([asking, pause])).toBe('waiting')
  })
})

test('a statement that is at work is left alone, and so is a connection that rests', async () => {
  breakSilent(pool, SILENCE_MS)
  await pool.query('select pg_sleep(0.8)')
  await new Promise((resolve) => setTimeout(resolve, 2 * SILENCE_MS))
  expect((await ask()).rows).toHaveLength(1)
})

test('the API’s connections are given up a little after their longest statement', async () => {
  const app = await openTestApp(database)
  const native: pg.Pool = await app.acrossTowns.em.getConnection().getNativeClient()
  const client = await native.connect()
  const { stream } = client.connection
  expect(stream).toMatchObject({ timeout: 20_000 })
  client.release()
  await app.close()
})
