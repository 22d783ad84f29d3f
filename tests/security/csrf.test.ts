import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../testkit/api.ts'
import type { Client } from '../testkit/client.ts'
import { createTestDatabase, type TestDatabase } from '../testkit/database.ts'
import { FEED, REPORT, STREAM } from '../testkit/operations.ts'
import { aReport } from '../testkit/report.ts'
import { createTestTown, PASSWORD, type TestTown } from '../testkit/town.ts'
import { upgrade } from '../testkit/upgrade.ts'

const EVIL = 'http://evil.example'

let database: TestDatabase
let api: TestApi
/** The same server with the check turned against itself: it takes the other site's pages for its own. */
let open: TestApi
let town: TestTown
let amina: Client

beforeAll(async () => {
  database = await createTestDatabase()
  api = await startTestApi(database)
  const { dataDir } = api.app.config
  open = await startTestApi(database, { dataDir, publicUrl: EVIL, publicUrlGiven: true })
  town = await createTestTown(api.app)
  amina = await api.signIn(town.amina.email)
})

afterAll(async () => {
  await open.close()
  await api.close()
  await database.drop()
})

beforeEach(async () => {
  await database.sql('delete from delivery; delete from alert_event; delete from alert')
})

const reports = async () => (await database.sql('select 1 from alert')).length
const body = () => JSON.stringify({ query: REPORT, variables: { input: aReport() } })

/** What a browser would send for a page of another site: the cookie always comes along. */
const send = (path: string, headers: Record<string, string>, text: string | FormData, at = api) =>
  fetch(at.url + path, { method: 'POST', headers: { cookie: amina.cookie, ...headers }, body: text })

describe('a page of another site makes no report in Amina’s name', () => {
  const JSON_TYPE = { 'content-type': 'application/json' }

  test.each<[string, Record<string, string>]>([
    ['by a form as text', { 'content-type': 'text/plain' }],
    ['by a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['by a form with files', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['by JSON that calls itself text', { 'content-type': 'text/plain; application/json' }],
    ['without saying what it sends', { 'content-type': '' }],
    ['by script, were the preflight passed', { ...JSON_TYPE, origin: EVIL }],
    ['from a page whose name begins like ours', { ...JSON_TYPE, origin: 'http://localhost.evil.example' }],
    ['from another port of this machine', { ...JSON_TYPE, origin: 'http://localhost:1' }],
    ['from a sandboxed frame', { ...JSON_TYPE, origin: 'null' }],
    ['from a browser that hides the origin', { ...JSON_TYPE, 'sec-fetch-site': 'cross-site' }],
    ['from a neighbour’s subdomain', { ...JSON_TYPE, 'sec-fetch-site': 'same-site' }],
  ])('%s', async (_, headers) => {
    const answer = await send('/graphql', headers, body())
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(await reports()).toBe(0)
  })

  test.each([
    ['by a link', {}],
    ['by a picture', { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'image' }],
    ['by a script that may send headers', { 'apollo-require-preflight': 'yes', origin: EVIL }],
    ['by a GET with everything right', { 'apollo-require-preflight': 'yes' }],
  ])('%s', async (_, headers: Record<string, string>) => {
    const search = new URLSearchParams({ query: REPORT, variables: JSON.stringify({ input: aReport() }) })
    const answer = await fetch(`${api.url}/graphql?${search}`, {
      headers: { cookie: amina.cookie, ...headers },
    })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(await reports()).toBe(0)
  })

  test.each<[string, Record<string, string>]>([
    ['our own page does', { ...JSON_TYPE, 'sec-fetch-site': 'same-origin' }],
    ['an app that is no browser does', JSON_TYPE],
  ])('%s (control)', async (_, headers) => {
    await send(
      '/graphql',
      { ...headers, ...('sec-fetch-site' in headers ? { origin: api.url } : {}) },
      body(),
    )
    expect(await reports()).toBe(1)
  })

  test('and does where the origin is not checked (control)', async () => {
    const device = await open.signIn(town.amina.email)
    await fetch(`${open.url}/graphql`, {
      method: 'POST',
      headers: { ...JSON_TYPE, origin: EVIL, cookie: device.cookie },
      body: body(),
    })
    expect(await reports()).toBe(1)
  })
})

describe('a page of another site signs nobody in or out', () => {
  const form = { email: 'bernard@14001.test', password: PASSWORD }

  test.each<[string, Record<string, string>]>([
    ['by a form as text', { 'content-type': 'text/plain' }],
    ['by a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['by script', { 'content-type': 'application/json', origin: EVIL }],
    ['from a sandboxed frame', { 'content-type': 'application/json', origin: 'null' }],
  ])('%s', async (_, headers) => {
    const answer = await send('/api/auth/sign-in/email', headers, JSON.stringify(form))
    expect([403, 415]).toContain(answer.status)
    expect(answer.headers.getSetCookie()).toEqual([])
    expect([403, 415]).toContain((await send('/api/auth/sign-out', headers, '{}')).status)
    expect(await amina.ask('{ viewer { name } }')).toEqual({ viewer: { name: 'Amina Benali' } })
  })

  test('nor sends photos', async () => {
    const answer = await send(
      '/api/uploads',
      {
        origin: EVIL,
        'content-type': 'application/offset+octet-stream',
        'tus-resumable': '1.0.0',
        'upload-length': '3',
      },
      '',
    )
    expect(answer.status).toBe(403)
  })
})

describe('a page of another site opens no websocket', () => {
  test.each([EVIL, 'null', 'http://localhost.evil.example', 'https://localhost', 'file://', ''])(
    'with the origin « %s »',
    async (origin) => {
      expect(await upgrade(api.url, '/graphql', { origin, cookie: amina.cookie })).toBe(403)
    },
  )

  test('and reads Amina’s alerts where the origin is not checked (control)', async () => {
    const device = await open.signIn(town.amina.email)
    const stream = device.stream(STREAM, {}, { origin: EVIL })
    await stream.waitFor(({ data }) => data?.alertStream !== undefined)
    expect(await upgrade(api.url, '/graphql', { origin: api.url, cookie: amina.cookie })).toBe(101)
  })
})

test('nothing that another site’s page could read of an answer is allowed to it', async () => {
  const answer = await fetch(`${api.url}/graphql`, {
    method: 'OPTIONS',
    headers: { origin: EVIL, 'access-control-request-method': 'POST' },
  })
  expect([...answer.headers.keys()].filter((it) => it.startsWith('access-control'))).toEqual([])
  const own = await amina.fetch('/graphql', { query: FEED, variables: { first: 1 } })
  expect([...own.headers.keys()].filter((it) => it.startsWith('access-control'))).toEqual([])
})
