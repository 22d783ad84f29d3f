import { afterAll, beforeAll, expect, test } from 'vitest'
import { rounds } from '../testkit/form.ts'
import { Herd, signInCrowd } from '../testkit/herd.ts'
import { FEED } from '../testkit/operations.ts'
import { OwnVigie } from '../testkit/own-vigie.ts'
import { busyness } from '../testkit/vigie.ts'

const PHONES = rounds(2_000, 5_000, 500)

/** Alerts made while nobody is connected. */
const MEANWHILE = 5

let own: OwnVigie
let cookies: string[]
let cursor: string

beforeAll(async () => {
  own = await OwnVigie.start()
  cookies = await signInCrowd(own, PHONES)
  const client = await own.signIn(own.town.amina)
  const { alerts } = await client.ask<{ alerts: { streamCursor: string } }>(FEED, { first: 1 })
  cursor = alerts.streamCursor
})

afterAll(async () => {
  await own.remove()
})

async function killApi(): Promise<void> {
  process.kill(await own.vigie.part('api'), 'SIGKILL')
}

/** The largest share of attempts that fell into one tenth of a second. */
function crest(attempts: number[], within: number): number {
  const first = Math.min(...attempts)
  const tenths = new Map<number, number>()
  const early = attempts.filter((at) => at - first < within)
  for (const at of early) {
    const tenth = Math.floor((at - first) / 100)
    tenths.set(tenth, (tenths.get(tenth) ?? 0) + 1)
  }
  return Math.max(...tenths.values()) / early.length
}

test(`${PHONES} phones lose the API and are back within 20 s, and none misses an alert`, async () => {
  const herd = Herd.gather(own.vigie.url, cookies, cursor)
  console.log(`gathered in ${await herd.untilComplete(PHONES, [], 60_000)} ms`)
  herd.forgetAttempts()
  await killApi()
  const killedAt = Date.now()
  const alertIds: string[] = []
  while (alertIds.length < MEANWHILE) alertIds.push(await own.reportElsewhere(own.town.amina))
  await herd.untilComplete(PHONES, alertIds, 60_000)
  const took = Date.now() - killedAt
  const { attempts } = await herd.look()
  console.log(`all back after ${took} ms, ${attempts.length} attempts, crest ${crest(attempts, Infinity)}`)
  await herd.scatter()
  expect(took).toBeLessThan(20_000 * busyness())
})
