import { argon2, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { hash } from '@vigie/server/identity/password.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiProcess, startApiProcess } from '../testkit/api-process.ts'
import { openTestApp, type TestApp } from '../testkit/app.ts'
import { createTestDatabase, type TestDatabase } from '../testkit/database.ts'
import { memoryOf } from '../testkit/memory.ts'
import { createTestTown, PASSWORD, type TestTown } from '../testkit/town.ts'
import { buildServer, busyness } from '../testkit/vigie.ts'

let database: TestDatabase
let app: TestApp
let town: TestTown
let api: ApiProcess

beforeAll(async () => {
  await buildServer()
  database = await createTestDatabase()
  app = await openTestApp(database)
  town = await createTestTown(app)
  api = await startApiProcess(database, { DATA_DIR: app.config.dataDir, RATE_LIMIT_FACTOR: '0' })
})

afterAll(async () => {
  await api.stop()
  await app.close()
  await database.drop()
})

const signIn = (email: string, password?: string) =>
  api.stranger().fetch('/api/auth/sign-in/email', { email, password })

const timed = async (work: () => Promise<unknown>) => {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

describe('200 people sign in at once', () => {
  test('and neither memory nor anybody else’s patience runs out', async () => {
    for (let i = 0; i < 5; i++) await signIn(town.amina.email, PASSWORD)
    const before = memoryOf(api.pid)
    let over = false
    const crowd = Promise.all(Array.from({ length: 200 }, () => signIn(town.amina.email, PASSWORD)))
    void crowd.finally(() => {
      over = true
    })
    const others: number[] = []
    let most = before
    while (!over) {
      others.push(await timed(() => fetch(`${api.url}/readyz`).then((it) => it.text())))
      others.push(await timed(() => api.stranger().query('{ welcome { demo } }')))
      most = Math.max(most, memoryOf(api.pid))
    }
    const answers = await crowd
    const served = answers.filter((it) => it.status === 200).length
    const refused = answers.filter((it) => it.status === 503)
    console.log(
      `200 sign-ins: ${served} served, ${refused.length} told to try again; ${others.length} other requests, ` +
        `the slowest ${Math.max(...others).toFixed(0)} ms; memory + ${(most - before).toFixed(0)} MB`,
    )
    expect(served + refused.length).toBe(200)
    expect(served).toBeGreaterThanOrEqual(100)
    expect(refused.length).toBeGreaterThan(0)
    expect(others.length).toBeGreaterThan(3)
    expect(Math.max(...others)).toBeLessThan(1_000 * busyness())
    expect(most - before).toBeLessThan(256)
    for (const it of refused) {
      expect(it.headers.get('retry-after')).toBe('5')
      expect(await it.json()).toMatchObject({
        code: 'UNAVAILABLE',
        message: expect.stringContaining('réessayez'),
      })
    }
    expect((await signIn(town.amina.email, PASSWORD)).status).toBe(200)
  })

  const fileWhile = async (hashing: () => Promise<unknown>) => {
    const all = Array.from({ length: 24 }, hashing)
    const waited = await timed(() => readFile(import.meta.filename))
    const whole = await timed(() => Promise.all(all))
    return waited / (waited + whole)
  }

  test('while files are read as ever', async () => {
    expect(await fileWhile(() => hash('a password'))).toBeLessThan(0.4)
  })

  test('which without the pool would wait for every one of them (control)', async () => {
    const cost = { parallelism: 1, memory: 19_456, passes: 2, tagLength: 32 }
    const unbounded = () =>
      new Promise<void>((resolve) => {
        argon2('argon2id', { message: 'a password', nonce: randomBytes(16), ...cost }, () => resolve())
      })
    expect(await fileWhile(unbounded)).toBeGreaterThan(0.7)
  })
})

describe('nobody learns who has an account', () => {
  const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0

  test('from the answer, nor from how long it takes', async () => {
    const times: Record<'known' | 'unknown' | 'unhashed', number[]> = { known: [], unknown: [], unhashed: [] }
    for (let i = 0; i < 15; i++) {
      times.known.push(await timed(() => signIn(town.amina.email, 'not her password')))
      times.unknown.push(await timed(() => signIn(`nobody-${i}@14001.test`, 'not her password')))
      // Control: what is refused before the password is hashed. The clock would show it.
      times.unhashed.push(await timed(() => signIn(town.amina.email)))
    }
    const { known, unknown, unhashed } = {
      known: median(times.known),
      unknown: median(times.unknown),
      unhashed: median(times.unhashed),
    }
    console.log(
      `a wrong password takes ${known.toFixed(1)} ms, an unknown address ${unknown.toFixed(1)} ms, ` +
        `no hash at all ${unhashed.toFixed(1)} ms`,
    )
    expect(unknown / known).toBeGreaterThan(0.7)
    expect(unknown / known).toBeLessThan(1.4)
    expect(unhashed / known).toBeLessThan(0.6)
  })
})
