import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../testkit/api.ts'
import type { Client } from '../testkit/client.ts'
import { createTestDatabase, type TestDatabase } from '../testkit/database.ts'
import { STREAM } from '../testkit/operations.ts'
import { createTestTown, PASSWORD, type TestTown } from '../testkit/town.ts'

let database: TestDatabase
let api: TestApi
let secure: TestApi
let town: TestTown

beforeAll(async () => {
  database = await createTestDatabase()
  api = await startTestApi(database)
  const { dataDir } = api.app.config
  secure = await startTestApi(database, { dataDir, publicUrl: 'https://vigie.test', publicUrlGiven: true })
  town = await createTestTown(api.app)
})

afterAll(async () => {
  await secure.close()
  await api.close()
  await database.drop()
})

const nameOf = async (device: Client) =>
  (await device.ask<{ viewer: { name: string } | null }>('{ viewer { name } }')).viewer?.name ?? null

/** A device that has this cookie and nothing else. */
function deviceWith(cookie: string): Client {
  const device = api.stranger()
  device.cookie = cookie
  return device
}

describe('session fixation', () => {
  test('a session that somebody planted ends when the person signs in over it', async () => {
    const attacker = await api.signIn(town.chloe.email)
    const planted = attacker.cookie
    expect(await nameOf(attacker)).toBe('Chloé Martin')
    const victim = deviceWith(planted)
    await victim.signIn(town.amina.email, PASSWORD)
    expect(victim.cookie).not.toBe(planted)
    expect(await nameOf(victim)).toBe('Amina Benali')
    expect(await nameOf(deviceWith(planted))).toBeNull()
  })

  test('a cookie that was never ours gives no session, before signing in or after', async () => {
    const planted = 'vigie.session_token=chosen-by-somebody.c2lnbmF0dXJl'
    const victim = deviceWith(planted)
    expect(await nameOf(victim)).toBeNull()
    await victim.signIn(town.amina.email, PASSWORD)
    expect(await nameOf(deviceWith(planted))).toBeNull()
    expect(victim.cookie).not.toContain('chosen-by-somebody')
  })

  test('a cookie of another device is left alone: nobody signs in over it (control)', async () => {
    const [one, other] = [await api.signIn(town.bernard.email), await api.signIn(town.bernard.email)]
    expect(one.cookie).not.toBe(other.cookie)
    expect([await nameOf(one), await nameOf(other)]).toEqual(['Bernard Lefèvre', 'Bernard Lefèvre'])
  })
})

describe('a session', () => {
  test('ends at the server when its person signs out: a copied cookie is worth nothing', async () => {
    const device = await api.signIn(town.amina.email)
    const copied = device.cookie
    const stream = device.stream(STREAM)
    await stream.waitFor(() => true)
    await device.signOut()
    expect(await stream.closed).toBe(4403)
    expect(await nameOf(deviceWith(copied))).toBeNull()
  })

  test.each([
    ['another signature', (cookie: string) => cookie.replace(/\.[^.]+$/, '.AAAA')],
    [
      'one letter of the token changed',
      (cookie: string) => cookie.replace(/=(.)/, (_, it) => `=${it === 'a' ? 'b' : 'a'}`),
    ],
    ['no signature', (cookie: string) => cookie.replace(/\.[^.]+$/, '')],
  ])('is not to be forged: %s', async (_, forge) => {
    const device = await api.signIn(town.amina.email)
    expect(await nameOf(deviceWith(forge(device.cookie)))).toBeNull()
    expect(await nameOf(device)).toBe('Amina Benali')
  })

  test('shows its token to the cookie alone, which no script can read', async () => {
    const form = { email: town.amina.email, password: PASSWORD }
    const answer = await api.stranger().fetch('/api/auth/sign-in/email', form)
    const [token = ''] = decodeURIComponent(answer.headers.getSetCookie()[0]?.split('=')[1] ?? '').split('.')
    expect(token.length).toBeGreaterThan(20)
    const text = await answer.text()
    expect(text).not.toContain(token)
    expect(JSON.parse(text)).toEqual({ user: { id: expect.any(String) } })
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test('says nothing of itself but whose it is', async () => {
    const device = await api.signIn(town.bernard.email)
    const answer = await device.fetch('/api/auth/get-session', {})
    expect(await answer.json()).toEqual({ user: { id: expect.any(String) } })
  })

  test.each(['list-sessions', 'update-user', 'change-password', 'change-email', 'sign-up/email'])(
    'is all that is served: /api/auth/%s is not',
    async (path) => {
      const device = await api.signIn(town.bernard.email)
      const answers = [
        await device.fetch(`/api/auth/${path}`, {}),
        await fetch(`${api.url}/api/auth/${path}`, { headers: { cookie: device.cookie } }),
      ]
      expect(answers.map((it) => it.status)).toEqual([404, 404])
    },
  )
})

describe('the cookie', () => {
  const cookieAt = async (at: TestApi) => {
    const form = { email: town.amina.email, password: PASSWORD }
    const answer = await at.stranger().fetch('/api/auth/sign-in/email', form)
    const [pair = '', ...flags] = (answer.headers.getSetCookie()[0] ?? '').split('; ')
    return { name: pair.split('=')[0], flags }
  }

  test('over HTTPS is bound to this very host, and to TLS', async () => {
    const { name, flags } = await cookieAt(secure)
    expect(name).toBe('__Host-vigie.session_token')
    expect(flags).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']))
    expect(flags.join()).not.toContain('Domain')
  })

  test('on this machine itself goes without TLS, and keeps the other flags', async () => {
    const { name, flags } = await cookieAt(api)
    expect(name).toBe('vigie.session_token')
    expect(flags).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'SameSite=Lax']))
    expect(flags).not.toContain('Secure')
  })

  test('over HTTPS signs in, and one without the prefix does not', async () => {
    const device = await secure.signIn(town.amina.email)
    expect(await nameOf(device)).toBe('Amina Benali')
    const bare = secure.stranger()
    bare.cookie = device.cookie.replace('__Host-', '')
    expect(await nameOf(bare)).toBeNull()
  })
})

describe('every answer tells browsers to be careful', () => {
  test.each([
    ['GET', '/'],
    ['GET', '/signaler'],
    ['GET', '/healthz'],
    ['POST', '/graphql'],
    ['POST', '/api/auth/sign-in/email'],
    ['GET', '/api/photos/nothing'],
    ['POST', '/api/uploads'],
    ['OPTIONS', '/api/uploads'],
    ['GET', '/api/nothing'],
    ['POST', '/nothing'],
  ])('%s %s', async (method, path) => {
    const { headers } = await fetch(api.url + path, { method })
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('microphone=()'),
      'content-security-policy': expect.stringMatching(
        /^default-src 'none';script-src 'self'(?: 'sha256-[^' ]+')?;.*require-trusted-types-for 'script';trusted-types default$/,
      ),
    })
    expect(headers.has('x-powered-by')).toBe(false)
  })
})

describe('the browser is told to stay with HTTPS', () => {
  const told = async (server: TestApi) =>
    (await fetch(`${server.url}/healthz`)).headers.get('strict-transport-security')

  test('where people come by HTTPS: for a year, this host alone', async () => {
    expect(await told(secure)).toBe('max-age=31536000')
  })

  test('and is told nothing where they come by HTTP (control)', async () => {
    expect(await told(api)).toBeNull()
  })
})
