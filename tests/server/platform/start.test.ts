import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Client } from '../../testkit/client.ts'
import { HANDLE, REPORT } from '../../testkit/operations.ts'
import { aReport } from '../../testkit/report.ts'
import {
  buildServer,
  busyness,
  eventually,
  isAlive,
  newDataDir,
  startVigie,
  type Vigie,
} from '../../testkit/vigie.ts'

/** One installation through its life: every test starts where the last one left it. */
const dataDir = newDataDir()
let vigie: Vigie

beforeAll(async () => {
  await buildServer()
  vigie = await startVigie({}, dataDir)
  await vigie.announced()
})

afterAll(async () => {
  await vigie.remove()
})

/** Signs in with an account that was announced, as a visitor of the demo does. */
async function signIn(role: string): Promise<Client> {
  const [, email = '', password = ''] =
    new RegExp(`(\\S+@\\S+)\\s+(\\S+)\\s+.*, ${role}`).exec(vigie.output) ?? []
  const client = new Client(vigie.url)
  await client.signIn(email, password)
  return client
}

async function report(client: Client): Promise<string> {
  const input = aReport()
  expect((await client.query(REPORT, { input })).data?.reportAlert).toMatchObject({ alert: { id: input.id } })
  return input.id
}

/** A worker has told everybody concerned. */
async function isTold(client: Client, id: string): Promise<boolean> {
  const { alert } = await client.ask<{
    alert: { reach: { police: number; deliveries: { waiting: number } } }
  }>('query Told($id: ID!) { alert(id: $id) { reach { police deliveries { waiting } } } }', { id })
  return alert.reach.police > 0 && alert.reach.deliveries.waiting === 0
}

describe('what was started', () => {
  test('serves, says where and who can sign in, and works', async () => {
    expect(vigie.output).toContain(`Vigie runs at ${vigie.url}`)
    expect(await vigie.isServing()).toBe(true)
    const resident = await signIn('resident')
    const id = await report(resident)
    await eventually(() => isTold(resident, id))
    const answer = await (await signIn('police officer')).query(HANDLE, {
      input: { id: aReport().id, alertId: id, onTheWay: true },
    })
    expect(answer.data?.acknowledgeAlert).toMatchObject({ alert: { status: 'ON_THE_WAY' } })
  })

  test('is asked how it is by Prometheus', async () => {
    const metrics = await (await fetch(`${vigie.url}/metrics`)).text()
    expect(metrics).toMatch(/^vigie_deliveries\{state="skipped"\} \d+$/m)
    expect(metrics).toMatch(/^vigie_http_request_seconds_count/m)
  })
})

test('a second start on the same data says that there is one, and leaves it alone', async () => {
  const second = await startVigie({}, dataDir)
  expect(await second.ended).toBe(1)
  expect(second.output.trim()).toBe(
    `vigie: Vigie already runs on the data in ${dataDir}: stop it first, or choose another DATA_DIR.`,
  )
  expect(await vigie.isServing()).toBe(true)
  await report(await signIn('resident'))
})

describe('a part that is killed comes back', () => {
  test('the API, within five seconds, with everybody still signed in', async () => {
    const resident = await signIn('resident')
    const killed = await vigie.part('api')
    process.kill(killed, 'SIGKILL')
    await eventually(() => !isAlive(killed))
    const took = await eventually(() => vigie.isServing(), 20_000)
    expect(took).toBeLessThan(5_000 * busyness())
    expect(await vigie.part('api')).not.toBe(killed)
    await report(resident)
  })

  test('the worker, and does what was asked for meanwhile', async () => {
    const killed = await vigie.part('worker')
    process.kill(killed, 'SIGKILL')
    const resident = await signIn('resident')
    const id = await report(resident)
    await eventually(() => isTold(resident, id))
    expect(await vigie.part('worker')).not.toBe(killed)
  })
})

describe('when all of it ends', { timeout: 90_000 }, () => {
  const parts = async () => [
    vigie.pid,
    await vigie.part('api'),
    await vigie.part('worker'),
    await vigie.postmaster(),
  ]

  test('by Ctrl-C, nothing of it is left, and the next start has what was kept', async () => {
    const id = await report(await signIn('resident'))
    const processes = await parts()
    expect(processes.every(isAlive)).toBe(true)
    expect(await vigie.interrupt()).toBe(0)
    expect(processes.filter(isAlive)).toEqual([])

    vigie = await startVigie({}, dataDir)
    await vigie.announced()
    expect(await isTold(await signIn('resident'), id)).toBe(true)
  })

  test('because the supervisor is killed, its parts follow, and the next start takes over the database', async () => {
    const [supervisor = 0, api = 0, worker = 0, postmaster = 0] = await parts()
    process.kill(supervisor, 'SIGKILL')
    await eventually(() => ![api, worker].some(isAlive))
    expect(isAlive(postmaster)).toBe(true)

    vigie = await startVigie({}, dataDir)
    await vigie.announced()
    expect(await vigie.postmaster()).toBe(postmaster)
    await report(await signIn('resident'))
  })

  test('because everything is killed at once, the next start finds what was acknowledged', async () => {
    const id = await report(await signIn('resident'))
    const processes = await parts()
    for (const pid of processes) process.kill(pid, 'SIGKILL')
    await eventually(() => !processes.some(isAlive))

    vigie = await startVigie({}, dataDir)
    await vigie.announced()
    const resident = await signIn('resident')
    await eventually(() => isTold(resident, id), 40_000)
  })
})

test('a first start that is killed while it makes the database is in nobody’s way', {
  timeout: 90_000,
}, async () => {
  const folder = newDataDir()
  const first = await startVigie({}, folder)
  await eventually(() => existsSync(join(folder, 'postgres.new', 'PG_VERSION')))
  process.kill(-first.pid, 'SIGKILL')
  await first.ended
  expect(existsSync(join(folder, 'postgres'))).toBe(false)
  const second = await startVigie({ DEMO: 'false' }, folder)
  await second.announced()
  await second.remove()
})
