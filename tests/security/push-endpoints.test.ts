import { createServer, type Server } from 'node:net'
import { networkInterfaces } from 'node:os'
import { createWebPush, type WebPushSettings } from '@vigie/server/adapters/push.web-push.ts'
import { isKnownPushEndpoint } from '@vigie/server/notifications/push-endpoint.policy.ts'
import { readConfig } from '@vigie/server/platform/config.ts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../testkit/api.ts'
import { type NameServer, startNameServer } from '../testkit/name-server.ts'
import { type PushService, startPushService } from '../testkit/push-service.ts'
import { newVapidKeys } from '../testkit/vapid.ts'

/** Addresses of this machine that are not its loopback. */
const own = Object.values(networkInterfaces())
  .flatMap((it) => it ?? [])
  .filter((it) => !it.internal && !it.address.startsWith('fe80'))
  .map((it) => it.address)
const PUBLIC = '93.184.215.14'

/** Hosts that lead inside by what is written in the address itself. */
const WRITTEN = [
  ...['127.0.0.1', '127.1', '127.0.1', '127.255.255.254', '2130706433', '0x7f000001', '0x7f.1', '0177.0.0.1'],
  ...[
    '017700000001',
    '0x7f.0x0.0x0.0x1',
    '127.0.0.1.',
    '00000177.0.0.1',
    '0.0.0.0',
    '0',
    '0x0',
    '1.0.0.127.0x7f',
  ],
  ...['169.254.169.254', '2852039166', '0xa9fea9fe', '0251.0376.0251.0376', '169.254.43518', '169.16689662'],
  ...['10.0.0.8', '172.16.3.4', '172.31.255.255', '192.168.1.1', '100.64.0.1', '198.18.0.1', '192.0.0.8'],
  ...['224.0.0.1', '255.255.255.255', '240.0.0.1', '192.88.99.1', '203.0.113.9'],
  ...[
    '[::1]',
    '[::]',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::ffff:169.254.169.254]',
  ],
  ...[
    '[::127.0.0.1]',
    '[64:ff9b::127.0.0.1]',
    '[64:ff9b::a9fe:a9fe]',
    '[64:ff9b:1::a00:1]',
    '[2002:7f00:1::]',
  ],
  ...[
    '[2002:a9fe:a9fe::1]',
    '[2001:0:7f00:1::]',
    '[fc00::1]',
    '[fd00:ec2::254]',
    '[fe80::1]',
    '[fe80::1%25lo]',
  ],
  ...['[fec0::1]', '[ff02::1]', '[2001:db8::1]', '[3fff::1]', '[::ffff:0:127.0.0.1]', '[100::1]'],
  // What a browser's address bar takes for digits and dots.
  ...['１２７.0.0.1', '127。0。0。1', '①②⑦.⓪.⓪.①', '127%2e0%2e0%2e1', '[::ﬀff:127.0.0.1]'],
]

/** Names that lead inside by what they stand for. */
const NAMED: Record<string, string[]> = {
  'inside.test': ['127.0.0.1'],
  'inside6.test': ['::1'],
  'mapped.test': ['::ffff:127.0.0.1'],
  'metadata.test': ['169.254.169.254'],
  'nat64.test': ['64:ff9b::7f00:1'],
  '6to4.test': ['2002:7f00:1::'],
  'one-of-two.test': [PUBLIC, '127.0.0.1'],
  'alias.test': ['inside.test'],
  'alias-of-alias.test': ['alias.test'],
  'fcm.googleapis.com.inside.test': ['127.0.0.1'],
  // « а » and « о » are Cyrillic, the dots ideographic.
  'xn--fcm-5cd.xn--ggleapis-g2f.test': ['127.0.0.1'],
  'any.inside.test': ['0.0.0.0'],
}

let service: PushService
let names: NameServer
let canary: Server
let heard = 0
let port: number
let turns = 0

beforeAll(async () => {
  service = await startPushService()
  names = await startNameServer({
    ...Object.fromEntries(Object.entries(NAMED).map(([name, targets]) => [name, () => targets])),
    ...Object.fromEntries(own.map((address, index) => [`own${index}.test`, () => [address]])),
    // Public when it is checked, private when it is asked again.
    'rebind.test': () => (turns++ < 2 ? [PUBLIC] : ['127.0.0.1']),
  })
  port = await freePort()
  canary = createServer((socket) => {
    heard += 1
    socket.on('error', () => undefined)
    socket.destroy()
  })
  // All addresses of this machine, of both families.
  await new Promise<void>((resolve) => canary.listen(port, '::', resolve))
})

afterEach(() => {
  heard = 0
})

afterAll(async () => {
  canary.close()
  names.close()
  await service.close()
})

const pushWith = (changes: Partial<WebPushSettings> = {}) =>
  createWebPush({
    ...newVapidKeys(),
    subject: 'mailto:vigie@town.test',
    trustedHosts: [],
    resolve: names.resolve,
    ...changes,
  })

const message = { ttl: 60, urgency: 'normal' as const, topic: 'a'.repeat(32) }
const send = (endpoint: string, changes: Partial<WebPushSettings> = {}) =>
  pushWith({ timeoutMs: 500, ...changes }).send({ ...service.subscribe().keys, endpoint }, 'x', message)

const written = WRITTEN.map((host) => `https://${host}:PORT/push/1`)
const named = [...Object.keys(NAMED), ...own.map((_, index) => `own${index}.test`)].map(
  (name) => `https://${name}:PORT/push/1`,
)
const dressed = [
  'https://fcm.googleapis.com@inside.test:PORT/',
  'https://fcm.googleapis.com:443@127.0.0.1:PORT/',
  'https://user:secret@inside.test:PORT/',
  'https://inside.test:PORT\\@fcm.googleapis.com/',
  'https:\\\\127.0.0.1:PORT\\',
  'https:127.0.0.1:PORT/',
  'https://127.0.0.1:PORT#@fcm.googleapis.com/',
  'https://127.0.0.1:PORT?https://fcm.googleapis.com/',
  'https://inside.test.:PORT/',
  'https://INSIDE.TEST:PORT/',
  'https://in\tside.te\nst:PORT/',
  'https://іnside.test:PORT/',
  'https://inside。test:PORT/',
  'http://127.0.0.1:PORT/',
  'http://inside.test:PORT/',
  'ws://127.0.0.1:PORT/',
  'ftp://127.0.0.1:PORT/',
  'file:///etc/passwd',
  'gopher://127.0.0.1:PORT/_x',
  'data:text/plain,x',
]
const FORMS = [...written, ...named, ...dressed]
const concrete = (form: string) => form.replace('PORT', String(port))

describe(`${FORMS.length} endpoints that point inside`, () => {
  test.each(FORMS)('%s', async (form) => {
    const endpoint = concrete(form)
    // The first wall: nobody can register it.
    expect(isKnownPushEndpoint(endpoint, readConfig({}).pushServices)).toBe(false)
    // The second wall: a row that got past it, or a name that changed its mind, is not connected to.
    expect((await send(endpoint)).outcome).not.toBe('accepted')
    expect(heard).toBe(0)
  })

  test('are all of them seen by the issue’s count', () => {
    expect(new Set(FORMS).size).toBeGreaterThanOrEqual(60)
    expect(own.length).toBeGreaterThan(0)
  })

  test('with the check off the canary hears those that this machine can reach (control)', async () => {
    const reached: string[] = []
    for (const form of FORMS) {
      heard = 0
      await send(concrete(form), { admits: () => true, timeoutMs: 400 })
      if (heard > 0) reached.push(form)
    }
    expect(reached).toEqual(expect.arrayContaining(named.filter((it) => !/metadata|nat64|6to4/.test(it))))
    expect(reached.length).toBeGreaterThan(30)
  })
})

describe('a name that changes its mind', () => {
  test('is resolved once per connection, and what was checked is what is connected to', async () => {
    turns = 0
    names.questions.length = 0
    const outcome = await send(`https://rebind.test:${port}/`)
    expect(names.questions.toSorted()).toEqual(['rebind.test A', 'rebind.test AAAA'])
    expect(outcome).toMatchObject({ outcome: 'later' })
    expect(heard).toBe(0)
    expect(await send(`https://rebind.test:${port}/`)).toMatchObject({
      outcome: 'refused',
      reason: 'endpoint resolves to a private address',
    })
    expect(heard).toBe(0)
  })

  test('gets in where a check is made before the connection (control)', async () => {
    turns = 0
    const checked = await names.resolve('rebind.test')
    expect(checked).toEqual([PUBLIC])
    await send(`https://rebind.test:${port}/`, { admits: () => true })
    expect(heard).toBeGreaterThan(0)
  })
})

describe('a push service that misbehaves', () => {
  const vapid = newVapidKeys()
  const trusting = (timeoutMs?: number) =>
    pushWith({ ...vapid, trustedHosts: [service.host], ca: service.ca, timeoutMs })
  const device = (status: number | 'hang' | 'talk', headers: Record<string, string> = {}) => {
    const { endpoint, keys } = service.subscribe()
    service.respondWith(endpoint, status, headers)
    return { endpoint, ...keys }
  }

  test.each([301, 302, 303, 307, 308])('redirects inside by %i: nobody follows', async (status) => {
    const target = device(status, { location: `https://127.0.0.1:${port}/` })
    expect(await trusting().send(target, 'x', message)).toEqual({
      outcome: 'refused',
      reason: `HTTP ${status}`,
    })
    expect(heard).toBe(0)
  })

  test('never answers: it is given up in time', async () => {
    const startedAt = Date.now()
    expect(await trusting(500).send(device('hang'), 'x', message)).toMatchObject({ outcome: 'later' })
    expect(Date.now() - startedAt).toBeLessThan(5_000)
  })

  test('talks without end: it is cut off', async () => {
    expect(await trusting().send(device('talk'), 'x', message)).toEqual({ outcome: 'accepted' })
    await expect.poll(() => service.talk.cutOff).toBe(true)
    expect(service.talk.bytes).toBeLessThan(8 * 2 ** 20)
  })
})
