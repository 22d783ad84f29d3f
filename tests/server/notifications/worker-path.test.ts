import { createWebPush } from '@vigie/server/adapters/push.web-push.ts'
import { newId } from '@vigie/server/platform/ids.ts'
import { workJobs } from '@vigie/server/wiring.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../testkit/api.ts'
import { openTestApp, type TestApp } from '../../testkit/app.ts'
import type { Client } from '../../testkit/client.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'
import { ledgerOf } from '../../testkit/ledger.ts'
import { HANDLE, REPORT, SAVE_PUSH } from '../../testkit/operations.ts'
import { type PushService, type Subscription, startPushService } from '../../testkit/push-service.ts'
import { aReport } from '../../testkit/report.ts'
import { createTestTown, type TestTown } from '../../testkit/town.ts'

let database: TestDatabase
let service: PushService
let api: TestApi
let worker: TestApp
let town: TestTown
let amina: Client
let police: Client

beforeAll(async () => {
  database = await createTestDatabase()
  service = await startPushService()
  api = await startTestApi(database, { pushServices: [service.host] })
  worker = await openTestApp(database, 'worker', { dataDir: api.app.config.dataDir })
  const { vapid } = worker.secrets
  const settings = {
    ...vapid,
    subject: 'mailto:vigie@town.test',
    trustedHosts: [service.host],
    ca: service.ca,
  }
  await workJobs(worker, createWebPush({ ...settings, timeoutMs: 3_000 }))
  town = await createTestTown(api.app)
  amina = await api.signIn(town.amina.email)
  police = await api.signIn(town.police.email)
})

beforeEach(() => database.sql('delete from push_subscription'))

afterAll(async () => {
  await worker.close()
  await api.close()
  await service.close()
  await database.drop()
})

/** Takes notifications on this device, as its browser would. */
async function allowNotifications(client: Client): Promise<Subscription> {
  const device = service.subscribe(api.app.secrets.vapid.publicKey)
  const input = { endpoint: device.endpoint, ...device.keys }
  const { savePushSubscription } = await client.ask<{ savePushSubscription: object }>(SAVE_PUSH, { input })
  expect(savePushSubscription).toEqual({ saved: true })
  return device
}

async function report(by = amina): Promise<string> {
  const input = aReport()
  await by.ask(REPORT, { input })
  return input.id
}

/** The ledger once nothing in it waits any more, by name: state and reason. */
async function endedLedger(alertId: string, people: number, kind = 'REPORTED') {
  const rows = () => ledgerOf(database, alertId, kind)
  const open = async () => {
    const all = await rows()
    return all.length === people ? all.filter((row) => row.state === 'waiting').length : 'not all there'
  }
  await expect.poll(open, { interval: 100 }).toBe(0)
  return (await rows()).map(({ name, state, reason }) => [name, state, reason])
}

const alertIdsOf = (messages: { payload: string }[]) =>
  messages.map(({ payload }) => JSON.parse(payload).notification.data.alertId)

describe('an alert', () => {
  test('goes from the phone through the queue to every device, and every row of its ledger ends', async () => {
    const bernards = await allowNotifications(await api.signIn(town.bernard.email))
    const secondOfBernard = await allowNotifications(await api.signIn(town.bernard.email))
    const polices = await allowNotifications(police)
    const chloes = await allowNotifications(await api.signIn(town.chloe.email))
    const alertId = await report()

    expect(await endedLedger(alertId, 4)).toEqual([
      ['Bernard Lefèvre', 'accepted', null],
      ['Jeanne Delaunay', 'skipped', 'no address'],
      ['Nicolas Perrin', 'accepted', null],
      ['Yasmine Cherif', 'skipped', 'no address'],
    ])
    for (const { endpoint } of [bernards, secondOfBernard, polices]) {
      expect(alertIdsOf(await service.waitFor(endpoint))).toEqual([alertId])
    }
    expect(service.received.some((it) => it.endpoint === chloes.endpoint)).toBe(false)
    expect(service.refused).toEqual([])
  })

  test('that is handled tells its author', async () => {
    const aminas = await allowNotifications(amina)
    const alertId = await report()
    await police.ask(HANDLE, { input: { id: newId(), alertId, onTheWay: true } })
    expect(await endedLedger(alertId, 1, 'ON_THE_WAY')).toEqual([['Amina Benali', 'accepted', null]])
    const [message] = await service.waitFor(aminas.endpoint)
    expect(JSON.parse(message?.payload ?? '{}').notification.title).toBe('Une patrouille est en route')
  })

  test('is tried again when the push service is busy, and arrives once', async () => {
    const polices = await allowNotifications(police)
    service.respondWith(polices.endpoint, 429, { 'retry-after': '1' })
    const alertId = await report()
    const polled = async () =>
      (await ledgerOf(database, alertId)).find((row) => row.name === 'Nicolas Perrin')
    await expect.poll(polled).toMatchObject({ state: 'waiting', reason: 'HTTP 429' })
    service.respondWith(polices.endpoint, 201)
    expect(await endedLedger(alertId, 4)).toContainEqual(['Nicolas Perrin', 'accepted', null])
    expect(service.received.filter((it) => it.endpoint === polices.endpoint)).toHaveLength(1)
  })

  test('whose push service stays away fails at last, with the reason', async () => {
    await database.sql(`update pgboss.queue set retry_limit = 0 where name = 'deliver'`)
    const polices = await allowNotifications(police)
    service.respondWith(polices.endpoint, 'hang')
    const alertId = await report()
    expect(await endedLedger(alertId, 4)).toContainEqual(['Nicolas Perrin', 'failed', 'no answer in time'])
  })

  test('whose device is gone ends, and the device is forgotten', async () => {
    const polices = await allowNotifications(police)
    service.respondWith(polices.endpoint, 410)
    expect(await endedLedger(await report(), 4)).toContainEqual(['Nicolas Perrin', 'failed', 'device gone'])
    expect(await database.sql('select 1 from push_subscription')).toEqual([])
  })
})
