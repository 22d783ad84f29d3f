import { newId } from '@vigie/server/platform/ids.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Client } from '../../testkit/client.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'
import { REPORT, SAVE_PUSH } from '../../testkit/operations.ts'
import { aReport } from '../../testkit/report.ts'
import { buildServer, eventually, newDataDir, startVigie, type Vigie } from '../../testkit/vigie.ts'

let database: TestDatabase
/** Two machines behind one address: the same secrets, the same database, nothing in it yet. */
let vigies: Vigie[]

beforeAll(async () => {
  await buildServer()
  database = await createTestDatabase('nothing')
  const dataDir = newDataDir()
  const env = { DATABASE_URL: database.url, LOG_LEVEL: 'debug' }
  vigies = await Promise.all([startVigie(env, dataDir), startVigie(env, dataDir)])
  await Promise.all(vigies.map((vigie) => vigie.announced()))
})

afterAll(async () => {
  for (const vigie of vigies) await vigie.remove()
  await database.drop()
})

async function signIn(vigie: Vigie, role: string): Promise<Client> {
  const [, email = '', password = ''] =
    new RegExp(`(\\S+@\\S+)\\s+(\\S+)\\s+.*, ${role}`).exec(vigie.output) ?? []
  const client = new Client(vigie.url)
  await client.signIn(email, password)
  return client
}

describe('two starts at once on one new database', () => {
  test('migrate it once, and make one demo town', async () => {
    for (const vigie of vigies) expect(await vigie.isServing()).toBe(true)
    const migrations = await database.sql<{ name: string }>('select name from migration')
    expect(new Set(migrations.map((it) => it.name)).size).toBe(migrations.length)
    expect(await database.sql('select insee_code from town')).toHaveLength(1)
  })

  test('share their secrets: who signed in at one is known at the other', async () => {
    const [one, other] = vigies as [Vigie, Vigie]
    const client = await signIn(one, 'resident')
    const there = new Client(other.url)
    there.cookie = client.cookie
    expect(await there.ask('{ viewer { role } }')).toEqual({ viewer: { role: 'RESIDENT' } })
  })
})

describe('what is logged, even at its most talkative,', () => {
  const word = (name: string) => `telltale-${name}-${newId().slice(-6)}`

  test('names requests and outcomes, and nothing that people wrote or are', async () => {
    const [vigie] = vigies as [Vigie, Vigie]
    const [address, secret, seen, place, words, device, asked] = [
      `${word('address')}@home.example`,
      word('secret'),
      word('seen'),
      word('place'),
      word('words'),
      word('device'),
      word('asked'),
    ] as const
    const said = [address, secret, seen, place, words, device, asked]

    const stranger = new Client(vigie.url)
    await stranger.fetch('/api/auth/sign-in/email', { email: address, password: secret })
    const client = await signIn(vigie, 'resident')
    const report = aReport({ description: seen, place })
    await client.ask(REPORT, { input: report })
    const comment = { id: newId(), alertId: report.id, text: words }
    const COMMENT = 'mutation C($input: CommentAlertInput!) { commentAlert(input: $input) { __typename } }'
    await client.ask(COMMENT, { input: comment })
    const endpoint = `https://fcm.googleapis.com/fcm/send/${device}`
    await client.ask(SAVE_PUSH, { input: { endpoint, p256dh: 'x', auth: 'x' } })
    await client.query(`{ viewer { id } } # ${asked} {`)
    await fetch(`${vigie.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"query": ${asked}`,
    })
    await fetch(`${vigie.url}/healthz?${asked}`, {
      headers: { cookie: `x=${secret}`, authorization: secret },
    })

    // Where something breaks, most is said: the text is in the statement that fails.
    for (const table of ['photo', 'comment'])
      await database.sql(`alter table ${table} rename to ${table}_away`)
    await client.query(REPORT, { input: aReport({ description: seen, place, photoIds: [newId()] }) })
    await client.query(COMMENT, { input: { ...comment, id: newId() } })
    for (const table of ['photo', 'comment'])
      await database.sql(`alter table ${table}_away rename to ${table}`)
    await database.sql(
      `alter table alert add constraint no_such_words check (description not like 'telltale%') not valid`,
    )
    await client.query(REPORT, { input: aReport({ description: seen, place }) })

    await eventually(() => vigie.output.includes('no_such_words'))
    expect(vigie.output).toContain('"msg":"fault"')
    expect(vigie.output).toMatch(/"path":"\/graphql"/)
    const told = said.filter((it) => vigie.output.includes(it))
    expect(told).toEqual([])
  })

  test('would be found, had it been logged (control)', async () => {
    const [vigie] = vigies as [Vigie, Vigie]
    const id = newId()
    await fetch(`${vigie.url}/healthz/${id}`)
    await expect.poll(() => vigie.output.includes(id)).toBe(true)
  })
})
