import { createAuth } from '@vigie/server/identity/auth.ts'
import { loadViewer } from '@vigie/server/identity/load-viewer.ts'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startTestApi, type TestApi } from '../../testkit/api.ts'
import type { Client } from '../../testkit/client.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'
import { createTestTown, type TestTown } from '../../testkit/town.ts'

let database: TestDatabase
let api: TestApi
let town: TestTown

beforeAll(async () => {
  database = await createTestDatabase()
  api = await startTestApi(database)
  town = await createTestTown(api.app)
})

afterAll(async () => {
  await api.close()
  await database.drop()
})

/** Who the server takes the cookie for, and how often better-auth was asked. */
async function lookUp(cookie: string) {
  const auth = createAuth(api.app)
  const asked = vi.spyOn(auth, 'handler')
  const viewer = await loadViewer(api.app, auth, { cookie })
  return { name: viewer?.name ?? null, asked: asked.mock.calls.length }
}

const expiryOf = async (client: Client) => {
  const token = decodeURIComponent(client.cookie).match(/session_token=([^.]+)\./)?.[1]
  const [row] = await database.sql<{ days: number }>(
    `select extract(epoch from "expiresAt" - now())::float8 / 86400 as days from session where token = $1`,
    [token],
  )
  return row?.days ?? null
}

test('a living session is known by one look at the database', async () => {
  const { cookie } = await api.signIn(town.amina.email)
  expect(await lookUp(cookie)).toEqual({ name: 'Amina Benali', asked: 0 })
  expect(await lookUp(`theme=dark; ${cookie}; other="a=b"`)).toEqual({ name: 'Amina Benali', asked: 0 })
})

test('a cookie that we did not sign is nobody’s', async () => {
  const { cookie } = await api.signIn(town.amina.email)
  const [name = '', value = ''] = cookie.split('=')
  const token = decodeURIComponent(value).split('.')[0]
  const forged = [
    `${name}=${token}`,
    `${name}=${token}.`,
    `${name}=${encodeURIComponent(`${token}.${'A'.repeat(43)}=`)}`,
    `${name}=${value.replace(/^./, (first) => (first === 'a' ? 'b' : 'a'))}`,
    `${name}=%E0%A4%A`,
    `__Secure-${cookie}`,
    `x${cookie}`,
  ]
  for (const it of forged) expect(await lookUp(it), it).toEqual({ name: null, asked: 0 })
})

test('a session that is due is not prolonged by a look, whose answer could not renew the cookie', async () => {
  const device = await api.signIn(town.bernard.email)
  await database.sql(`update session set "expiresAt" = now() + interval '58 days'`)
  expect(await lookUp(device.cookie)).toEqual({ name: 'Bernard Lefèvre', asked: 0 })
  expect(await expiryOf(device)).toBeLessThan(58.1)
  await (await device.fetch('/api/auth/get-session', {})).text()
  expect(await expiryOf(device)).toBeGreaterThan(59.9)
})

test('an expired session is nobody’s', async () => {
  const device = await api.signIn(town.chloe.email)
  await database.sql(`update session set "expiresAt" = now() - interval '1 second'`)
  expect(await lookUp(device.cookie)).toEqual({ name: null, asked: 0 })
})

test('a lost right holds at the next look: nothing is remembered', async () => {
  const device = await api.signIn(town.police.email)
  expect((await lookUp(device.cookie)).name).toBe('Nicolas Perrin')
  await database.sql(`update person set revoked_at = now() where id = $1`, [town.police.personId])
  expect((await lookUp(device.cookie)).name).toBeNull()
  await database.sql(`update person set revoked_at = null where id = $1`, [town.police.personId])
  expect((await lookUp(device.cookie)).name).toBe('Nicolas Perrin')
  await device.signOut()
  expect((await lookUp(device.cookie)).name).toBeNull()
})
