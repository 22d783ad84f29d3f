import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createAccount } from '@vigie/server/identity/create-account.ts'
import { inTransaction } from '@vigie/server/platform/db.ts'
import { newId } from '@vigie/server/platform/ids.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import { openTestApp } from '../testkit/app.ts'
import { Client } from '../testkit/client.ts'
import { createTestDatabase, type TestDatabase } from '../testkit/database.ts'
import { HANDLE, REPORT, SAVE_PUSH } from '../testkit/operations.ts'
import { type PushService, startPushService } from '../testkit/push-service.ts'
import { aReport } from '../testkit/report.ts'
import { createTestTown, PASSWORD, type TestTown } from '../testkit/town.ts'
import { upload } from '../testkit/uploads.ts'
import { buildServer, eventually, newDataDir, startVigie, type Vigie } from '../testkit/vigie.ts'

const mark = (name: string) => `telltale-${name}-${newId().slice(-8)}`

/** What must never be told. Coordinates are looked for by their digits. */
const planted = {
  email: `${mark('email')}@home.example`,
  person: mark('person'),
  wrongPassword: mark('password'),
  description: mark('description'),
  phone: '06 39 98 71 43',
  place: mark('place'),
  comment: mark('comment'),
  note: mark('note'),
  latitude: '48.9123457',
  longitude: '0.1087651',
  fileName: mark('file'),
  network: '203.0.113.77',
  agent: mark('agent'),
  variable: mark('variable'),
  query: mark('query'),
  path: mark('path'),
}
const words = `${planted.description}, appelez le ${planted.phone}`
/** Told only once they are made: cookies, endpoints, keys. */
const made: Record<string, string> = {}

let database: TestDatabase
let push: PushService
let vigie: Vigie
let town: TestTown
/** Bodies of all answers that were errors, whoever got them. */
let refusals = ''

beforeAll(async () => {
  await buildServer()
  database = await createTestDatabase()
  push = await startPushService()
  const dataDir = newDataDir()
  writeFileSync(join(dataDir, 'push.pem'), push.ca)
  const app = await openTestApp(database, 'cli', { dataDir })
  town = await createTestTown(app)
  await inTransaction(app.acrossTowns, (tx) =>
    createAccount(app, tx, {
      townId: town.id,
      name: planted.person,
      email: planted.email,
      password: PASSWORD,
      role: 'RESIDENT',
      neighbourhoodId: town.west.id,
      home: { latitude: Number(planted.latitude), longitude: Number(planted.longitude) },
    }),
  )
  await app.close()
  const env = {
    DATABASE_URL: database.url,
    LOG_LEVEL: 'trace',
    DEMO: 'false',
    TRUST_PROXY: '127.0.0.1,::1',
    RATE_LIMIT_FACTOR: '1000',
    PUSH_SERVICES: push.host,
    NODE_EXTRA_CA_CERTS: join(dataDir, 'push.pem'),
  }
  vigie = await startVigie(env, dataDir)
  await vigie.announced()
})

afterAll(async () => {
  await vigie.remove()
  await push.close()
  await database.drop()
})

/** A device that says where it is and what it is, as a browser behind a proxy does, and keeps what it is refused. */
class MarkedClient extends Client {
  override async fetch(path: string, body: unknown, headers: Record<string, string> = {}) {
    const from = { 'x-forwarded-for': planted.network, 'user-agent': planted.agent }
    const response = await super.fetch(path, body, { ...headers, ...from })
    const text = await response.clone().text()
    if (response.status >= 400 || /"errors"|InvalidInput|Refused/.test(text)) refusals += `${text}\n`
    return response
  }
}

async function signedIn(email: string): Promise<MarkedClient> {
  const client = new MarkedClient(vigie.url)
  await client.signIn(email, PASSWORD)
  made[`cookie ${email}`] = decodeURIComponent(client.cookie.split('=')[1] ?? '')
  return client
}

const COMMENT = 'mutation C($input: CommentAlertInput!) { commentAlert(input: $input) { __typename } }'

const aMarkedReport = () =>
  aReport({
    description: words,
    place: planted.place,
    coordinates: { latitude: Number(planted.latitude), longitude: Number(planted.longitude) },
    positionSource: 'GPS',
    photoIds: [newId()],
  })

/** While a table is away, whoever needs it meets a fault whose statement holds everything. */
async function without(table: string, work: () => Promise<unknown>): Promise<void> {
  await database.sql(`alter table "${table}" rename to away`)
  await work()
  await database.sql(`alter table away rename to "${table}"`)
}

async function everythingHappens(): Promise<void> {
  const stranger = new MarkedClient(vigie.url)
  await stranger.fetch('/api/auth/sign-in/email', { email: planted.email, password: planted.wrongPassword })
  await stranger.fetch('/api/auth/sign-in/email', { email: planted.email, password: [planted.wrongPassword] })
  await stranger.fetch('/api/auth/sign-up/email', { email: planted.email, name: planted.person })
  const [author, neighbour, police] = [
    await signedIn(planted.email),
    await signedIn(town.bernard.email),
    await signedIn(town.police.email),
  ]
  for (const [client, status] of [
    [neighbour, 201],
    [author, 410],
    [police, 500],
  ] as const) {
    const { endpoint, keys } = push.subscribe()
    if (status !== 201) push.respondWith(endpoint, status)
    await client.query(SAVE_PUSH, { input: { endpoint, ...keys } })
    Object.assign(made, {
      [endpoint]: endpoint.split('/').at(-1),
      [keys.auth]: keys.auth,
      [keys.p256dh]: keys.p256dh,
    })
  }
  const report = aMarkedReport()
  await author.query(REPORT, { input: report })
  await neighbour.query(REPORT, { input: { ...report, place: mark('other') } })
  const comment = { id: newId(), alertId: report.id, text: planted.comment }
  await neighbour.query(COMMENT, { input: comment })
  await author.query(COMMENT, { input: comment })
  await police.query(HANDLE, {
    input: { id: newId(), alertId: report.id, onTheWay: true, note: planted.note },
  })
  const ids = { photoId: report.photoIds[0] ?? '', alertId: report.id, filename: `${planted.fileName}.jpg` }
  await upload(author, ids, Buffer.from(planted.description))

  // What does not fit is quoted by whoever looks at it first.
  const wrong = {
    ...report,
    id: newId(),
    category: planted.variable,
    savedAt: planted.variable,
    extra: words,
  }
  await author.query(REPORT, { input: wrong })
  await author.query(REPORT, { input: { ...report, id: newId(), claimedAt: planted.variable } })
  await author.query(REPORT, { input: { ...report, id: newId(), description: `${words}\u0000` } })
  await author.query(SAVE_PUSH, {
    input: { endpoint: `https://${planted.path}.example/x`, p256dh: planted.variable, auth: 'x' },
  })
  await author.query(`{ alert(id: "${planted.variable}") { id } }`)
  await author.query(`{ ${planted.query.replaceAll('-', '_')} }`)
  await author.query(`{ viewer { id } } # ${planted.query} {`)
  await author.query(`{ alerts(after: "${planted.variable}") { streamCursor } }`)
  await fetch(`${vigie.url}/graphql?query=${planted.query}`)
  const broken = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"a": ${planted.description}`,
  }
  for (const path of ['/graphql', '/api/auth/sign-in/email']) {
    refusals += await (await fetch(vigie.url + path, broken)).text()
  }
  await fetch(`${vigie.url}/api/photos/${newId()}?${planted.path}`, { headers: { cookie: author.cookie } })

  await without('comment', () => neighbour.query(COMMENT, { input: { ...comment, id: newId() } }))
  await without('photo', () => author.query(REPORT, { input: aMarkedReport() }))
  await without('session', () => author.query('{ viewer { id } }'))
  await without('push_subscription', () => author.query(REPORT, { input: aMarkedReport() }))
  await database.sql(`alter table alert add constraint quoted check (place not like 'telltale%') not valid`)
  await author.query(REPORT, { input: aMarkedReport() })
  await database.sql('alter table alert drop constraint quoted')
  await malformedFrames(author)
  await eventually(
    () => push.received.length >= 1 && vigie.output.includes('HTTP 500'),
    20_000,
    () => vigie.output,
  )
}

async function malformedFrames(client: Client): Promise<void> {
  const headers = { cookie: client.cookie, 'user-agent': planted.agent, 'x-forwarded-for': planted.network }
  for (const frame of [`{"type":"${planted.variable}"}`, planted.variable]) {
    const socket = new WebSocket(`${vigie.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
      headers,
    })
    await new Promise((resolve) => socket.once('open', resolve))
    const closed = new Promise<string>((resolve) =>
      socket.once('close', (_code, reason) => resolve(String(reason))),
    )
    socket.send('{"type":"connection_init"}')
    socket.send(frame)
    refusals += `${await closed}\n`
  }
}

/** Which of what was planted stands in this text. */
const toldIn = (text: string) =>
  Object.entries({ ...planted, ...made, digits: '48.91234', eastings: '0.10876', number: '0639987143' })
    .filter(([, value]) => text.includes(value))
    .map(([name]) => name)

describe('after everything that can happen', () => {
  beforeAll(everythingHappens, 120_000)

  test('all of it left its trace in the logs', async () => {
    // An answer may be here before the line that was written about it.
    for (const said of ['"msg":"fault"', 'quoted', 'delivery tried', 'HTTP 500', '"path":"/graphql"'])
      await expect.poll(() => vigie.output).toContain(said)
    expect(push.received.length).toBeGreaterThan(0)
    expect(refusals.length).toBeGreaterThan(1_000)
  })

  test('the logs of all processes tell nothing personal', () => {
    expect(toldIn(vigie.output)).toEqual([])
  })

  test('nor does any error that was answered', () => {
    expect(toldIn(refusals)).toEqual([])
  })

  test('nor what a push service, a lock screen or the queue sees', async () => {
    expect(toldIn(push.received.map((it) => it.payload).join())).toEqual([])
    const jobs = await database.sql<{ row: string }>('select row_to_json(job)::text as row from pgboss.job')
    expect(jobs.length).toBeGreaterThan(0)
    expect(toldIn(jobs.map((it) => it.row).join())).toEqual([])
  })

  test('nor the metrics', async () => {
    const metrics = await (await fetch(`${vigie.url}/metrics`)).text()
    expect(metrics).toContain('vigie_http_faults_total')
    expect(toldIn(metrics)).toEqual([])
  })

  test('nor what is kept of networks and sessions', async () => {
    const rows = await database.sql<{ row: string }>(
      `select row_to_json(s)::text as row from "session" s union all select row_to_json(r)::text from rate_limit r`,
    )
    const cookies = Object.keys(made).filter((name) => name.startsWith('cookie'))
    expect(toldIn(rows.map((it) => it.row).join()).filter((name) => !cookies.includes(name))).toEqual([])
  })

  test('and would be found, had it been told (control)', async () => {
    await fetch(`${vigie.url}/healthz/${planted.path}`)
    await expect.poll(() => toldIn(vigie.output)).toEqual(['path'])
    const jobs = `{"error": "Key (endpoint)=(${Object.keys(made).find((it) => it.startsWith('https'))})"}`
    expect(toldIn(jobs)).toHaveLength(1)
  })
})
