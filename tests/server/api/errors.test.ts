import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../testkit/api.ts'
import type { Client } from '../../testkit/client.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'
import { gateTo } from '../../testkit/gate.ts'
import { FEED, REPORT } from '../../testkit/operations.ts'
import { aReport } from '../../testkit/report.ts'
import { createTestTown, type TestTown } from '../../testkit/town.ts'

let database: TestDatabase
let api: TestApi
let town: TestTown
let amina: Client

beforeAll(async () => {
  database = await createTestDatabase()
  api = await startTestApi(database)
  town = await createTestTown(api.app)
  amina = await api.signIn(town.amina.email)
})

afterAll(async () => {
  await api.close()
  await database.drop()
})

interface Post {
  body?: string
  headers?: Record<string, string>
  method?: string
  search?: string
}

async function send({ body, headers = {}, method = 'POST', search = '' }: Post) {
  const answer = await fetch(`${api.url}/graphql${search}`, {
    method,
    headers: { 'content-type': 'application/json', cookie: amina.cookie, ...headers },
    ...(body === undefined ? {} : { body }),
  })
  const text = await answer.text()
  const codes = text.startsWith('{')
    ? (JSON.parse(text).errors ?? []).map((it: { extensions?: { code?: string } }) => it.extensions?.code)
    : []
  return { status: answer.status, codes, text }
}

const json = (value: unknown) => JSON.stringify(value)

describe('what a client gets wrong is a bad request, never a fault', () => {
  test.each<[string, Post]>([
    ['no JSON', { body: '{"query": ' }],
    ['nothing', { body: '' }],
    ['no query', { body: '{}' }],
    ['a query that is no text', { body: json({ query: 7 }) }],
    ['a list of queries', { body: json([{ query: '{ viewer { id } }' }]) }],
    ['a query that does not parse', { body: json({ query: '{ viewer {' }) }],
    ['a field that does not exist', { body: json({ query: '{ viewer { secrets } }' }) }],
    [
      'two operations and no name',
      { body: json({ query: 'query A { viewer { id } } query B { viewer { id } }' }) },
    ],
    ['a variable that is missing', { body: json({ query: REPORT }) }],
    ['a variable of another type', { body: json({ query: FEED, variables: { first: 'many' } }) }],
    [
      'an input field that does not exist',
      { body: json({ query: REPORT, variables: { input: { ...aReport(), x: 1 } } }) },
    ],
    ['a number beyond counting', { body: json({ query: FEED, variables: { first: 1e30 } }) }],
    [
      'a date that is none',
      { body: json({ query: FEED, variables: { first: 1, filter: { from: 'yesterday' } } }) },
    ],
    ['variables that are no object', { body: json({ query: FEED, variables: 'x' }) }],
    [
      'a mutation by GET',
      { method: 'GET', search: `?query=${encodeURIComponent('mutation { setLocale(locale: EN) { id } }')}` },
    ],
    [
      'a query by GET from a form',
      { method: 'GET', search: '?query=%7Bviewer%7Bid%7D%7D', headers: { 'content-type': 'text/plain' } },
    ],
    [
      'a form',
      { body: 'query={viewer{id}}', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ],
    [
      'plain text, as a page of another site could send it',
      { body: json({ query: '{ viewer { id } }' }), headers: { 'content-type': 'text/plain' } },
    ],
    ['more than we read', { body: json({ query: `{ viewer { id } } #${'x'.repeat(200_000)}` }) }],
  ])('%s', async (_, post) => {
    const { status, codes } = await send(post)
    expect([status >= 400 && status < 500, codes]).toEqual([true, ['BAD_REQUEST']])
  })

  test('a query by its hash: no memory of ours is filled by strangers', async () => {
    const persistedQuery = { version: 1, sha256Hash: 'ab' }
    const { codes } = await send({
      body: json({ query: '{ viewer { id } }', extensions: { persistedQuery } }),
    })
    expect(codes).toEqual(['BAD_REQUEST'])
  })

  test('a value that no database can keep', async () => {
    const endpoint = 'https://fcm.googleapis.com/\0'
    const query = 'mutation Remove($endpoint: String!) { removePushSubscription(endpoint: $endpoint) }'
    const { status, codes } = await send({ body: json({ query, variables: { endpoint } }) })
    expect([status, codes]).toEqual([200, ['BAD_REQUEST']])
  })

  test('and what is right goes through (control)', async () => {
    const { status, codes } = await send({ body: json({ query: '{ viewer { id } }' }) })
    expect([status, codes]).toEqual([200, []])
  })
})

describe('an app', () => {
  const asApp = (version: string) =>
    send({ body: json({ query: '{ viewer { id } }' }), headers: { 'x-vigie-contract': version } })

  test('newer than the server is told to wait, and that nothing is lost', async () => {
    const { status, codes, text } = await asApp('99')
    expect(codes).toEqual(['CONTRACT_TOO_NEW'])
    expect(status).toBeLessThan(500)
    expect(JSON.parse(text).errors[0].extensions.permanent).toBe(false)
  })

  test.each(['0', '-1', 'ancient', ''])(
    'of contract « %s » is told to update, and that nothing is lost',
    async (version) => {
      const { status, codes, text } = await asApp(version)
      expect(codes).toEqual(['CONTRACT_TOO_OLD'])
      expect(status).toBeLessThan(500)
      expect(JSON.parse(text).errors[0].extensions.permanent).toBe(false)
    },
  )

  test('of the contract that both speak is served', async () => {
    expect((await asApp('1')).codes).toEqual([])
  })
})

describe('what the schema is', () => {
  const introspect = { body: json({ query: '{ __schema { types { name } } }' }) }

  test('is not told by introspection, nor by helpful suggestions', async () => {
    expect((await send(introspect)).codes).toEqual(['BAD_REQUEST'])
    const { text } = await send({ body: json({ query: '{ viewer { nam } }' }) })
    expect(text).not.toMatch(/did you mean/i)
  })

  test('is told where INTROSPECTION is on, as in the demo (control)', async () => {
    const demo = await startTestApi(database, { dataDir: api.app.config.dataDir, introspection: true })
    const { __schema } = await demo
      .stranger()
      .ask<{ __schema: { types: object[] } }>('{ __schema { types { name } } }')
    expect(__schema.types.length).toBeGreaterThan(20)
    await demo.close()
  })
})

describe('what goes wrong with us', () => {
  test('says that it may be tried again, and nothing of the inside', async () => {
    await database.sql('alter table alert rename to hidden_away')
    try {
      const { status, codes, text } = await send({ body: json({ query: FEED, variables: { first: 1 } }) })
      expect([status, codes]).toEqual([200, ['INTERNAL']])
      expect(text).not.toMatch(/relation|select|hidden|alert"|stack/i)
      expect(JSON.parse(text).errors[0].extensions).toEqual({ code: 'INTERNAL', permanent: false })
    } finally {
      await database.sql('alter table hidden_away rename to alert')
    }
  })

  test('is called away when the database is, nobody counts as signed out, no report as kept', async () => {
    const gate = await gateTo(database)
    const cut = await startTestApi(gate.database, { dataDir: api.app.config.dataDir })
    const client = await cut.signIn(town.amina.email)
    const input = aReport()
    await gate.shut()
    const { data, errors } = await client.query(REPORT, { input })
    expect(errors?.map((it) => it.extensions)).toEqual([{ code: 'UNAVAILABLE', permanent: false }])
    expect(data ?? null).toBeNull()
    expect((await fetch(`${cut.url}/healthz`)).status).toBe(200)
    expect((await fetch(`${cut.url}/readyz`)).status).toBe(503)
    await gate.open()
    expect((await fetch(`${cut.url}/readyz`)).status).toBe(200)
    expect((await client.query(REPORT, { input })).data?.reportAlert).toMatchObject({ repeated: false })
    await cut.close()
    await gate.shut()
  })
})
