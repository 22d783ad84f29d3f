import { createSealer } from '@vigie/server/platform/sealing.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../testkit/api.ts'
import type { Client } from '../../testkit/client.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'
import { REPORT } from '../../testkit/operations.ts'
import { aReport } from '../../testkit/report.ts'
import { createTestTown, PASSWORD, type TestTown } from '../../testkit/town.ts'

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

const signIn = (email: string, password: string, headers: Record<string, string> = {}) =>
  api.stranger().fetch('/api/auth/sign-in/email', { email, password }, headers)

async function viewerOf(client: Client): Promise<{ name: string } | null> {
  return (await client.ask<{ viewer: { name: string } | null }>('{ viewer { name } }')).viewer
}

describe('signing in', () => {
  test('makes this device its person’s', async () => {
    const device = api.stranger()
    expect(await viewerOf(device)).toBeNull()
    await device.signIn(town.amina.email, PASSWORD)
    expect(await viewerOf(device)).toEqual({ name: 'Amina Benali' })
  })

  test.each(['AMINA@14001.TEST', '  amina@14001.test '])(
    'takes the address as people type it: « %s »',
    async (email) => {
      expect((await signIn(email, PASSWORD)).status).toBe(200)
    },
  )

  test('says the same of a wrong password and of an unknown address', async () => {
    const wrong = await signIn(town.amina.email, 'not her password')
    const unknown = await signIn('nobody@14001.test', 'not her password')
    expect(wrong.status).toBe(401)
    expect(unknown.status).toBe(401)
    expect(await unknown.text()).toBe(await wrong.text())
    expect(wrong.headers.getSetCookie()).toEqual([])
  })

  test('is refused to a page of another site', async () => {
    expect((await signIn(town.amina.email, PASSWORD, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await signIn(town.amina.email, PASSWORD, { origin: api.url })).status).toBe(200)
  })

  test('gives a session that did not exist before, whatever cookie came along', async () => {
    const planted = 'vigie.session_token=planted.by-somebody'
    const answer = await signIn(town.amina.email, PASSWORD, { cookie: planted })
    expect(answer.headers.getSetCookie().join()).not.toContain('planted')
  })

  test('is the only way in: nobody makes an account here', async () => {
    const form = { name: 'Eve', email: 'eve@14001.test', password: PASSWORD }
    const answer = await api.stranger().fetch('/api/auth/sign-up/email', form)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(await database.sql(`select 1 from "user" where name = 'Eve'`)).toEqual([])
  })
})

describe('the session’s cookie', () => {
  const flagsOf = async (at: TestApi) => {
    const answer = await at
      .stranger()
      .fetch('/api/auth/sign-in/email', { email: town.amina.email, password: PASSWORD })
    const cookie = answer.headers.getSetCookie().find((it) => it.includes('session_token'))
    return cookie?.split('; ').map((flag) =>
      flag
        .split('=')
        .slice(0, flag.startsWith('vigie') || flag.startsWith('__') ? 1 : 2)
        .join('='),
    )
  }

  test('is out of reach of scripts and of other sites', async () => {
    const flags = await flagsOf(api)
    expect(flags).toEqual(
      expect.arrayContaining(['vigie.session_token', 'Path=/', 'HttpOnly', 'SameSite=Lax']),
    )
    expect(flags?.some((flag) => flag.startsWith('Domain'))).toBe(false)
  })

  test('travels only over HTTPS where that is how the town is reached', async () => {
    const { dataDir } = api.app.config
    const secure = await startTestApi(database, {
      dataDir,
      publicUrl: 'https://vigie.test',
      publicUrlGiven: true,
    })
    expect(await flagsOf(secure)).toEqual(
      expect.arrayContaining(['__Host-vigie.session_token', 'Secure', 'HttpOnly']),
    )
    await secure.close()
  })
})

describe('a session that is used', () => {
  const DAY = 86_400
  const expires = async () => {
    const [row] = await database.sql<{ days: number }>(
      `select extract(epoch from "expiresAt" - now()) / ${DAY} as days from "session" s
       join "user" u on u.id = s."userId" where u.name = 'Chloé Martin' order by s."createdAt" desc limit 1`,
    )
    return Math.round(Number(row?.days))
  }
  const usedDays = (days: number) =>
    database.sql(`update "session" set "expiresAt" = "expiresAt" - interval '${days} days'`)
  const renewed = (answer: Response) =>
    answer.headers.getSetCookie().some((it) => it.includes('Max-Age=5184000'))

  test('is prolonged with its cookie, at most once a day, when the app asks for it', async () => {
    const device = await api.signIn(town.chloe.email)
    expect(renewed(await device.fetch('/api/auth/get-session', {}))).toBe(false)
    await usedDays(10)
    expect(await expires()).toBe(50)
    const answer = await device.fetch('/api/auth/get-session', {})
    expect(renewed(answer)).toBe(true)
    expect(Object.keys(await answer.json())).toEqual(['user'])
    expect(await expires()).toBe(60)
  })

  test('is not prolonged where no cookie could tell the browser: both would no longer agree', async () => {
    const device = await api.signIn(town.chloe.email)
    await usedDays(10)
    expect(await viewerOf(device)).toEqual({ name: 'Chloé Martin' })
    expect(await expires()).toBe(50)
    expect(renewed(await device.fetch('/api/auth/get-session', {}))).toBe(true)
  })

  test('is nobody’s once it is over', async () => {
    const answer = await api.stranger().fetch('/api/auth/get-session', {})
    expect([answer.status, await answer.json()]).toEqual([200, {}])
  })
})

describe('a session ends', () => {
  test('by signing out, on this device only', async () => {
    const [device, other] = [await api.signIn(town.bernard.email), await api.signIn(town.bernard.email)]
    await device.signOut()
    expect(await viewerOf(device)).toBeNull()
    expect(await viewerOf(other)).toEqual({ name: 'Bernard Lefèvre' })
  })

  test('for somebody whose right was revoked, who may sign in and sees nothing', async () => {
    const device = await api.signIn(town.bernard.email)
    await database.sql('update person set revoked_at = now() where id = $1', [town.bernard.personId])
    for (const it of [device, await api.signIn(town.bernard.email)]) {
      expect(await viewerOf(it)).toBeNull()
      const { errors } = await it.query(REPORT, { input: aReport() })
      expect(errors?.[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED', permanent: false })
    }
  })

  test('with the role that it had: the next request has the new one', async () => {
    const device = await api.signIn(town.chloe.email)
    await database.sql(`update person set role = 'POLICE_OFFICER' where id = $1`, [town.chloe.personId])
    expect(await device.ask('{ viewer { role handlesAlerts } }')).toEqual({
      viewer: { role: 'POLICE_OFFICER', handlesAlerts: true },
    })
  })
})

describe('an address', () => {
  test('stands nowhere in the database, in no column of any table', async () => {
    const tables = await database.sql<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'`,
    )
    expect(tables.length).toBeGreaterThan(15)
    for (const { name } of tables) {
      const found = await database.sql(`select 1 from ${name} t where t::text ilike '%@14001.test%'`)
      expect([name, found]).toEqual([name, []])
    }
  })

  test('is kept sealed, for the day it must be written to (control)', async () => {
    const [row] = await database.sql<{ emailSealed: string }>(
      `select "emailSealed" from "user" where name = $1`,
      [town.amina.name],
    )
    const { sealing } = api.app.secrets
    expect(createSealer(sealing).open(row?.emailSealed ?? '')).toBe(town.amina.email)
    expect(() => createSealer('another secret').open(row?.emailSealed ?? '')).toThrow()
  })
})
