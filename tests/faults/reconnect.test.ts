import { afterAll, beforeAll, expect, test } from 'vitest'
import { rounds } from '../testkit/form.ts'
import { Herd, signInCrowd } from '../testkit/herd.ts'
import { OwnVigie } from '../testkit/own-vigie.ts'
import { busyness } from '../testkit/vigie.ts'

const PHONES = rounds(2_000, 5_000, 500)

/** Alerts made while nobody is connected. */
const MEANWHILE = 5

let own: OwnVigie
let cookies: string[]

beforeAll(async () => {
  own = await OwnVigie.start()
  cookies = await signInCrowd(own, PHONES)
})

afterAll(async () => {
  await own.remove()
})

async function killApi(): Promise<void> {
  process.kill(await own.vigie.part('api'), 'SIGKILL')
}

/** Between the early and the late of a crowd: how far apart the 5th and the 95th of a hundred knock, in ms. */
function spread(waits: number[]): number {
  const sorted = waits.toSorted((one, other) => one - other)
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0
  return Math.round(at(0.95) - at(0.05))
}

/** Phones that are connected lose the API and come back; how long that takes, and when they knocked. */
async function loseTheApi(crowd: string[], meanwhile: number, jitter: boolean) {
  const herd = Herd.gather(own.vigie.url, crowd, await own.cursor(), jitter)
  await herd.untilComplete(crowd.length, [], 60_000)
  await own.reportElsewhere(own.town.amina)
  herd.forgetAttempts()
  await killApi()
  const killedAt = Date.now()
  const alertIds: string[] = []
  while (alertIds.length < meanwhile) alertIds.push(await own.reportElsewhere(own.town.amina))
  await herd.untilComplete(crowd.length, alertIds, 90_000)
  const took = Date.now() - killedAt
  const { attempts, firstWaits } = await herd.look()
  await herd.scatter()
  console.log(
    `${crowd.length} phones back ${(took / 1000).toFixed(1)} s after the kill, ${attempts} attempts, ` +
      `the first spread over ${spread(firstWaits)} ms`,
  )
  return { took, firstWaits }
}

test(`${PHONES} phones lose the API: all are back within 20 s, and none misses an alert`, {
  timeout: 240_000,
}, async () => {
  const { took, firstWaits } = await loseTheApi(cookies, MEANWHILE, true)
  expect(took).toBeLessThan(20_000 * busyness())
  expect(firstWaits.length).toBeGreaterThanOrEqual(PHONES)
  expect(spread(firstWaits)).toBeGreaterThan(350)
})

test('without jitter they would come all at once (control)', { timeout: 120_000 }, async () => {
  const { firstWaits } = await loseTheApi(cookies.slice(0, 200), 1, false)
  expect(spread(firstWaits)).toBeLessThan(250)
})
