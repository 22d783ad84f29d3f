import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { CALM, lookAround, untilQuiet } from '../testkit/aftermath.ts'
import type { Author } from '../testkit/author.ts'
import { printFigures } from '../testkit/figures.ts'
import { rounds } from '../testkit/form.ts'
import { OwnVigie } from '../testkit/own-vigie.ts'
import { busyness, eventually } from '../testkit/vigie.ts'

/** How often each part is killed. */
const KILLS = rounds(20, 100, 1)
const TIMEOUT = 60_000 + KILLS * 20_000

let own: OwnVigie
let authors: Author[]

beforeAll(async () => {
  own = await OwnVigie.start()
  const { amina, bernard, police } = own.town
  for (const person of [amina, bernard, police]) await own.signInWithDevice(person)
  // Slow enough that a kill finds something under way.
  own.push.slowDown(50)
  authors = [await own.author(amina), await own.author(bernard)]
  for (const author of authors) author.start(30)
})

afterEach(async () => {
  const written = authors.reduce((sum, it) => sum + it.acknowledged.length, 0)
  console.log(`${written} reports acknowledged so far`)
})

afterAll(async () => {
  await own.remove()
})

/** Kills again and again, at any moment of the work; how long each took to come back. */
async function killed(
  pid: () => Promise<number>,
  untilBack: (pid: number) => Promise<unknown>,
): Promise<number[]> {
  const took: number[] = []
  for (let round = 0; round < KILLS; round += 1) {
    await pause(Math.random() * 500)
    const victim = await pid()
    process.kill(victim, 'SIGKILL')
    const killedAt = Date.now()
    await untilBack(victim)
    took.push(Date.now() - killedAt)
  }
  return took
}

const isAnother = (part: 'api' | 'worker', pid: number) =>
  own.vigie.part(part).then(
    (it) => it !== pid,
    () => false,
  )

test('the API is back within five seconds', { timeout: TIMEOUT }, async () => {
  const took = await killed(
    () => own.vigie.part('api'),
    (pid) => eventually(async () => (await own.vigie.isServing()) && isAnother('api', pid), 30_000),
  )
  printFigures('API back', took)
  expect(Math.max(...took)).toBeLessThan(5_000 * busyness())
})

test('a dead worker’s jobs are taken over within fifteen seconds', { timeout: TIMEOUT }, async () => {
  const took: number[] = []
  // Its successor lives until it has what was left: one that is killed at once takes over nothing.
  await killed(
    () => own.vigie.part('worker'),
    async (pid) => {
      took.push(...(await takeover()))
      await eventually(() => isAnother('worker', pid), 30_000)
      await pause(500)
    },
  )
  printFigures('jobs taken over', took)
  expect(took.length).toBeGreaterThan(0)
  expect(Math.max(...took)).toBeLessThan(15_000 * busyness())
})

/** How long each job that was under way waits until another worker begins it. */
async function takeover(): Promise<number[]> {
  const since = Date.now()
  const orphans = await own.sql<{ id: string; tries: number }>(
    `select id, retry_count as tries from pgboss.job where state = 'active'`,
  )
  const took: number[] = []
  const waiting = new Map(orphans.map((it) => [it.id, it.tries]))
  while (waiting.size > 0) {
    if (Date.now() - since > 60_000) throw new Error(`${waiting.size} jobs were never taken over`)
    const now = await own.sql<{ id: string; state: string; tries: number }>(
      'select id, state, retry_count as tries from pgboss.job where id = any($1)',
      [[...waiting.keys()]],
    )
    for (const { id, state, tries } of now) {
      const begun = state === 'completed' || (state === 'active' && tries > (waiting.get(id) ?? 0))
      if (!begun) continue
      waiting.delete(id)
      took.push(Date.now() - since)
    }
    await pause(100)
  }
  return took
}

test('the database is back within ten seconds', { timeout: TIMEOUT }, async () => {
  const took = await killed(
    () => own.vigie.postmaster(),
    (pid) =>
      eventually(
        async () => (await own.vigie.postmaster()) !== pid && (await own.vigie.isServing()) && answers(),
        30_000,
      ),
  )
  printFigures('database back', took)
  expect(Math.max(...took)).toBeLessThan(10_000 * busyness())
})

const answers = () =>
  own.sqlNow('select 1').then(
    () => true,
    () => false,
  )

test('when the supervisor dies, its successor has the API back within five seconds', {
  timeout: TIMEOUT,
}, async () => {
  const took = await killed(
    async () => own.vigie.pid,
    () => own.startAgain(),
  )
  printFigures('API back after its supervisor', took)
  expect(Math.max(...took)).toBeLessThan(5_000 * busyness())
})

test('and after all of it nothing is lost, doubled, out of order or open', { timeout: 120_000 }, async () => {
  await Promise.all(authors.map((it) => it.stop()))
  await untilQuiet(own)
  expect(authors.reduce((sum, it) => sum + it.unsettled, 0)).toBeGreaterThan(0)
  expect(await lookAround(own, authors)).toEqual(CALM)
})
