import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:net'
import { createWebPush } from '@vigie/server/adapters/push.web-push.ts'
import type { PushPort } from '@vigie/server/ports.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../../testkit/api.ts'
import { type PushService, type Subscription, startPushService } from '../../testkit/push-service.ts'
import { newVapidKeys } from '../../testkit/vapid.ts'

const vapid = newVapidKeys()
const options = { ttl: 3600, urgency: 'high' as const, topic: 'a'.repeat(32) }

let service: PushService
let push: PushPort

beforeAll(async () => {
  service = await startPushService()
  push = pushWith({})
})

afterAll(() => service.close())

const pushWith = (changes: Partial<Parameters<typeof createWebPush>[0]>) =>
  createWebPush({
    ...vapid,
    subject: 'mailto:vigie@town.test',
    trustedHosts: [service.host],
    ca: service.ca,
    ...changes,
  })

const targetOf = ({ endpoint, keys }: Subscription) => ({ endpoint, ...keys })

describe('a message to a device', () => {
  test('arrives encrypted for it, signed by this server, with its lifetime, urgency and topic', async () => {
    const device = service.subscribe(vapid.publicKey)
    expect(await push.send(targetOf(device), '{"é":"œ"}', options)).toEqual({ outcome: 'accepted' })
    const [message] = await service.waitFor(device.endpoint)
    expect(message?.payload).toBe('{"é":"œ"}')
    expect(message?.headers).toMatchObject({ ttl: '3600', urgency: 'high', topic: 'a'.repeat(32) })
  })

  test('is refused when another server signed it (control)', async () => {
    const device = service.subscribe(newVapidKeys().publicKey)
    expect(await push.send(targetOf(device), 'x', options)).toEqual({
      outcome: 'refused',
      reason: 'HTTP 403',
    })
    expect(service.refused).toContain('subscribed by another server')
    expect(service.received.some((it) => it.endpoint === device.endpoint)).toBe(false)
  })

  test('cannot be read with the keys of another device (control)', async () => {
    const [device, other] = [service.subscribe(), service.subscribe()]
    const outcome = await push.send({ ...targetOf(other), endpoint: device.endpoint }, 'x', options)
    expect(outcome).toEqual({ outcome: 'refused', reason: 'HTTP 403' })
  })

  test('whose key is no point of the curve is refused for good', async () => {
    const target = { ...targetOf(service.subscribe()), p256dh: randomBytes(65).toString('base64url') }
    expect(await push.send(target, 'x', options)).toMatchObject({ outcome: 'refused' })
  })
})

describe('what the push service says decides', () => {
  test.each([
    [404, 'gone'],
    [410, 'gone'],
    [400, 'refused'],
    [413, 'refused'],
    [307, 'refused'],
    [429, 'later'],
    [500, 'later'],
    [503, 'later'],
  ] as const)('%i: %s', async (status, outcome) => {
    const device = service.subscribe()
    service.respondWith(device.endpoint, status, { location: 'http://127.0.0.1:1/' })
    expect(await push.send(targetOf(device), 'x', options)).toMatchObject({ outcome })
  })

  test('how long it wants to be left alone is passed on', async () => {
    const device = service.subscribe()
    service.respondWith(device.endpoint, 429, { 'retry-after': '7' })
    expect(await push.send(targetOf(device), 'x', options)).toEqual({
      outcome: 'later',
      reason: 'HTTP 429',
      retryAfter: 7,
    })
  })

  test('its silence is worth another try', async () => {
    const device = service.subscribe()
    service.respondWith(device.endpoint, 'hang')
    expect(await pushWith({ timeoutMs: 300 }).send(targetOf(device), 'x', options)).toEqual({
      outcome: 'later',
      reason: 'no answer in time',
      retryAfter: null,
    })
  })

  test('so is a service that is away', async () => {
    const host = `localhost:${await freePort()}`
    const target = { ...targetOf(service.subscribe()), endpoint: `https://${host}/push/1` }
    expect(await pushWith({ trustedHosts: [host] }).send(target, 'x', options)).toMatchObject({
      outcome: 'later',
      reason: 'ECONNREFUSED',
    })
  })

  test('and one whose certificate nobody vouches for gets nothing (control)', async () => {
    const device = service.subscribe()
    expect(await pushWith({ ca: undefined }).send(targetOf(device), 'x', options)).toMatchObject({
      outcome: 'later',
    })
    expect(service.received.some((it) => it.endpoint === device.endpoint)).toBe(false)
  })
})

describe('an endpoint that points inside', () => {
  let canary: Server
  let heard = 0
  let port: number

  beforeAll(async () => {
    port = await freePort()
    canary = createServer((socket) => {
      heard += 1
      socket.destroy()
    })
    await new Promise<void>((resolve) => canary.listen(port, resolve))
  })

  afterAll(() => canary.close())

  test.each([
    'localhost',
    '127.0.0.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '2130706433',
    '0x7f.1',
    '169.254.169.254',
  ])('%s is never called', async (host) => {
    const target = { ...targetOf(service.subscribe()), endpoint: `https://${host}:${port}/push/1` }
    expect(await push.send(target, 'x', options)).toMatchObject({ outcome: 'refused' })
    expect(heard).toBe(0)
  })

  test('unless the operator named it: then the canary hears it (control)', async () => {
    const target = { ...targetOf(service.subscribe()), endpoint: `https://localhost:${port}/push/1` }
    await pushWith({ trustedHosts: [`localhost:${port}`] }).send(target, 'x', options)
    expect(heard).toBeGreaterThan(0)
  })
})
