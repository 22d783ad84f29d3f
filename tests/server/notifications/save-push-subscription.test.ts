import { createECDH, randomBytes } from 'node:crypto'
import { asViewer } from '@vigie/server/identity/context.ts'
import {
  removePushSubscription,
  savePushSubscription,
} from '@vigie/server/notifications/save-push-subscription.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../testkit/app.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'
import { createTestTown, type TestTown } from '../../testkit/town.ts'

let database: TestDatabase
let app: TestApp
let town: TestTown

beforeAll(async () => {
  database = await createTestDatabase()
  app = await openTestApp(database)
  town = await createTestTown(app)
})

beforeEach(() => database.sql('delete from push_subscription'))

afterAll(async () => {
  await app.close()
  await database.drop()
})

const aSubscription = (changes: object = {}) => ({
  endpoint: `https://fcm.googleapis.com/fcm/send/${randomBytes(9).toString('base64url')}`,
  p256dh: createECDH('prime256v1').generateKeys('base64url'),
  auth: randomBytes(16).toString('base64url'),
  ...changes,
})

const devices = () => database.sql('select person_id, endpoint, auth from push_subscription')

describe('a device', () => {
  test('is kept with its person', async () => {
    const subscription = aSubscription()
    expect(await asViewer(town.bernard, () => savePushSubscription(app, town.bernard, subscription))).toEqual(
      { saved: true },
    )
    expect(await devices()).toEqual([
      { person_id: town.bernard.personId, endpoint: subscription.endpoint, auth: subscription.auth },
    ])
  })

  test('that is saved again, at once or later, stays one, with its newest keys', async () => {
    const { endpoint } = aSubscription()
    await Promise.all(
      Array.from({ length: 10 }, () =>
        asViewer(town.bernard, () => savePushSubscription(app, town.bernard, aSubscription({ endpoint }))),
      ),
    )
    const newest = aSubscription({ endpoint })
    await asViewer(town.bernard, () => savePushSubscription(app, town.bernard, newest))
    expect(await devices()).toMatchObject([{ endpoint, auth: newest.auth }])
  })

  test('more than ten of one person push out the one that was saved longest ago', async () => {
    const saved = Array.from({ length: 11 }, () => aSubscription())
    for (const it of saved) await asViewer(town.bernard, () => savePushSubscription(app, town.bernard, it))
    const left = (await devices()).map((it) => it.endpoint)
    expect(left.toSorted()).toEqual(
      saved
        .slice(1)
        .map((it) => it.endpoint)
        .toSorted(),
    )
  })

  test('belongs to whoever signed in on it last, even from another town', async () => {
    const elsewhere = await createTestTown(app, '14002')
    const subscription = aSubscription()
    await asViewer(town.bernard, () => savePushSubscription(app, town.bernard, subscription))
    await asViewer(elsewhere.chloe, () => savePushSubscription(app, elsewhere.chloe, subscription))
    expect(await devices()).toMatchObject([{ person_id: elsewhere.chloe.personId }])
  })

  test('is forgotten by its own person only', async () => {
    const { endpoint } = aSubscription()
    await asViewer(town.bernard, () => savePushSubscription(app, town.bernard, aSubscription({ endpoint })))
    expect(await asViewer(town.amina, () => removePushSubscription(app, town.amina, endpoint))).toBe(false)
    expect(await devices()).toHaveLength(1)
    expect(await asViewer(town.bernard, () => removePushSubscription(app, town.bernard, endpoint))).toBe(true)
    expect(await asViewer(town.bernard, () => removePushSubscription(app, town.bernard, endpoint))).toBe(
      false,
    )
  })
})

describe('an endpoint of a known push service is taken', () => {
  test.each([
    'https://fcm.googleapis.com/fcm/send/abc:def',
    'https://updates.push.services.mozilla.com/wpush/v2/gAAA',
    'https://db5p.notify.windows.com/w/?token=x',
    'https://web.push.apple.com/QGZ',
  ])('%s', async (endpoint) => {
    expect(
      await asViewer(town.bernard, () =>
        savePushSubscription(app, town.bernard, aSubscription({ endpoint })),
      ),
    ).toEqual({
      saved: true,
    })
  })
})

describe('any other endpoint is refused for good', () => {
  test.each([
    'http://fcm.googleapis.com/fcm/send/abc',
    'https://fcm.googleapis.com.evil.example/fcm/send/abc',
    'https://evilfcm.googleapis.com/fcm/send/abc',
    'https://evil.example/fcm.googleapis.com',
    'https://evil.example/?https://fcm.googleapis.com/',
    'https://evil.example#@fcm.googleapis.com/',
    'https://fcm.googleapis.com@evil.example/',
    'https://user:secret@fcm.googleapis.com/',
    'https://fcm.googleapis.com:8443/fcm/send/abc',
    'https://push.services.mozilla.com.evil.example/',
    'https://evil-push.services.mozilla.com/',
    'https://notify.windows.com/w/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://localhost/',
    'https://10.0.0.8:4000/',
    'ftp://fcm.googleapis.com/',
    `https://fcm.googleapis.com/${'x'.repeat(1000)}`,
  ])('%s', async (endpoint) => {
    const answer = await asViewer(town.bernard, () =>
      savePushSubscription(app, town.bernard, aSubscription({ endpoint })),
    )
    expect(answer).toMatchObject({ code: 'PUSH_ENDPOINT_REFUSED', permanent: true })
    expect(await devices()).toEqual([])
  })

  test('what is no address at all is refused by field', async () => {
    const answer = await asViewer(town.bernard, () =>
      savePushSubscription(app, town.bernard, aSubscription({ endpoint: 'fcm.googleapis.com' })),
    )
    expect(answer).toMatchObject({ code: 'INVALID_INPUT', field: 'endpoint' })
  })

  test('unless the operator names it, host and port (control)', async () => {
    const trusting = { ...app, config: { ...app.config, pushServices: ['localhost:8443'] } }
    const saved = (endpoint: string) =>
      asViewer(town.bernard, () => savePushSubscription(trusting, town.bernard, aSubscription({ endpoint })))
    expect(await saved('https://localhost:8443/push')).toEqual({ saved: true })
    expect(await saved('https://localhost:8444/push')).toMatchObject({ code: 'PUSH_ENDPOINT_REFUSED' })
    expect(await saved('http://localhost:8443/push')).toMatchObject({ code: 'PUSH_ENDPOINT_REFUSED' })
  })
})

describe('keys with which nothing could be encrypted are refused by field', () => {
  test.each([
    ['p256dh', 'short', randomBytes(64).toString('base64url')],
    ['p256dh', 'no point of the curve', Buffer.alloc(65, 4).toString('base64url')],
    ['p256dh', 'not base64url', '+'.repeat(88)],
    ['auth', 'short', randomBytes(15).toString('base64url')],
    ['auth', 'empty', ''],
  ])('%s: %s', async (field, _, value) => {
    const answer = await asViewer(town.bernard, () =>
      savePushSubscription(app, town.bernard, aSubscription({ [field]: value })),
    )
    expect(answer).toMatchObject({ code: 'INVALID_INPUT', field, permanent: true })
    expect(await devices()).toEqual([])
  })
})
