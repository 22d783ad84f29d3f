import { RATE_LIMITS, SUBSCRIPTIONS_MAX } from '@vigie/schema'
import { newId } from '@vigie/server/platform/ids.ts'
import { takeTurn } from '@vigie/server/platform/rate-limit.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ApiProcess, startApiProcess } from '../testkit/api-process.ts'
import { openTestApp, type TestApp } from '../testkit/app.ts'
import type { Client } from '../testkit/client.ts'
import { createTestDatabase, type TestDatabase } from '../testkit/database.ts'
import { REPORT, STREAM } from '../testkit/operations.ts'
import { aReport } from '../testkit/report.ts'
import { createTestTown, type Member, PASSWORD, type TestTown } from '../testkit/town.ts'
import { buildServer } from '../testkit/vigie.ts'

/** A twentieth of the real limits, so that a test reaches them: 2 reports of one account, 50 of one network. */
const FACTOR = 0.05
const most = (action: keyof typeof RATE_LIMITS, whose: 'account' | 'network') =>
  Math.floor(RATE_LIMITS[action][whose].max * FACTOR)

let database: TestDatabase
let app: TestApp
let town: TestTown
let processes: [ApiProcess, ApiProcess]
let unlimited: ApiProcess

beforeAll(async () => {
  await buildServer()
  database = await createTestDatabase()
  app = await openTestApp(database)
  town = await createTestTown(app)
  const env = { DATA_DIR: app.config.dataDir, TRUST_PROXY: 'loopback', RATE_LIMIT_FACTOR: String(FACTOR) }
  processes = await Promise.all([startApiProcess(database, env), startApiProcess(database, env)])
  unlimited = await startApiProcess(database, { ...env, RATE_LIMIT_FACTOR: '0' })
})

afterAll(async () => {
  await Promise.all([...processes, unlimited].map((it) => it.stop()))
  await app.close()
  await database.drop()
})

beforeEach(async () => {
  await database.sql('truncate rate_limit')
})

/** Each request of a test goes to the other process than the one before. */
let turn = 0
const anyProcess = () => processes[turn++ % 2] as ApiProcess

/** A network that nobody used before. */
let networks = 0
const newNetwork = () => `203.0.${113 + (networks >> 8)}.${networks++ & 255}`

const from = (network: string) => ({ 'x-forwarded-for': network })

const signIn = (email: string, network: string, password = 'a wrong one', at = anyProcess()) =>
  at.stranger().fetch('/api/auth/sign-in/email', { email, password }, from(network))

/** A device that has signed in where nothing is limited. */
async function deviceOf(member: Member): Promise<Client> {
  const device = unlimited.stranger()
  await device.signIn(member.email, PASSWORD)
  return device
}

const post = (
  device: Client,
  query: string,
  variables: Record<string, unknown>,
  network = newNetwork(),
  at = anyProcess(),
) => at.stranger().fetch('/graphql', { query, variables }, { cookie: device.cookie, ...from(network) })

const codeOf = async (answer: Response): Promise<string> =>
  (await answer.json()).errors?.[0]?.extensions.code ?? 'taken'

const COMMENT = /* GraphQL */ `
  mutation Comment($input: CommentAlertInput!) {
    commentAlert(input: $input) { ... on CommentAlertSuccess { comment { id } } ... on Refused { code } }
  }
`

describe('signing in', () => {
  test('is slowed down for one account, from wherever and in whichever process', async () => {
    const statuses: number[] = []
    for (let i = 0; i <= most('signIn', 'account'); i++) {
      statuses.push((await signIn(town.amina.email, newNetwork())).status)
    }
    expect(statuses).toEqual([401, 429])
    const refused = await signIn(` ${town.amina.email.toUpperCase()}`, newNetwork(), PASSWORD)
    expect(refused.status).toBe(429)
    const { code, permanent, retryAfter, message } = await refused.json()
    expect({ code, permanent }).toEqual({ code: 'RATE_LIMITED', permanent: false })
    expect(message).toMatch(/réessayez dans \d+ min/)
    expect(refused.headers.get('retry-after')).toBe(String(retryAfter))
    expect((await signIn(town.bernard.email, newNetwork(), PASSWORD)).status).toBe(200)
  })

  test('is slowed down for one network: an IPv4 address, or an IPv6 /64', async () => {
    const statuses: number[] = []
    for (let i = 0; i <= most('signIn', 'network'); i++) {
      statuses.push((await signIn(`nobody-${i}@14001.test`, `2001:db8:0:7::${i.toString(16)}`)).status)
    }
    expect(statuses.filter((it) => it === 401)).toHaveLength(most('signIn', 'network'))
    expect(statuses.at(-1)).toBe(429)
    expect((await signIn('else@14001.test', '2001:db8:0:8::1')).status).toBe(401)
  })

  test('is as fast as anybody likes with the limiter off (control)', async () => {
    const attempts = Array.from({ length: 8 }, () => signIn(town.amina.email, '203.0.113.7', 'x', unlimited))
    expect((await Promise.all(attempts)).map((it) => it.status)).toEqual(Array(8).fill(401))
  })
})

describe('reports', () => {
  test('of one account wait, and none is lost: the same one is taken later', async () => {
    const amina = await deviceOf(town.amina)
    const inputs = Array.from({ length: 3 }, () => aReport())
    const answers: Response[] = []
    for (const input of inputs) answers.push(await post(amina, REPORT, { input }))
    const refused = answers[2] as Response
    expect(await Promise.all(answers.slice(0, 2).map(codeOf))).toEqual(['taken', 'taken'])
    const { errors } = await refused.clone().json()
    const { retryAfter } = errors[0].extensions
    expect(errors[0].extensions).toEqual({ code: 'RATE_LIMITED', permanent: false, retryAfter })
    expect(retryAfter).toBeGreaterThan(60)
    expect(retryAfter).toBeLessThanOrEqual(300)
    expect(refused.headers.get('retry-after')).toBe(String(retryAfter))

    await database.sql(`update rate_limit set free_at = free_at - make_interval(secs => $1)`, [retryAfter])
    expect(await codeOf(await post(amina, REPORT, { input: inputs[2] }))).toBe('taken')
    const kept = await database.sql('select 1 from alert where id = any($1)', [inputs.map((it) => it.id)])
    expect(kept).toHaveLength(3)
  })

  const atOnce = async (at: () => ApiProcess) => {
    const device = await deviceOf(town.bernard)
    const answers = Array.from({ length: 30 }, () =>
      post(device, REPORT, { input: aReport() }, newNetwork(), at()).then(codeOf),
    )
    return (await Promise.all(answers)).filter((code) => code === 'taken').length
  }

  test('that come all at once over two processes are counted once each', async () => {
    expect(await atOnce(anyProcess)).toBe(most('report', 'account'))
  })

  test('are all taken with the limiter off (control)', async () => {
    expect(await atOnce(() => unlimited)).toBe(30)
  })

  test('of one network wait, whoever sends them', async () => {
    const amina = await deviceOf(town.amina)
    const used = most('report', 'network')
    await post(amina, REPORT, { input: aReport() }, '203.0.200.1')
    // The rest of the network's share, by its other people.
    await database.sql(
      `update rate_limit set free_at = free_at + make_interval(secs => $1) where key like 'report network%'`,
      [(RATE_LIMITS.report.network.seconds / used) * (used - 1)],
    )
    const chloe = await deviceOf(town.chloe)
    expect(await codeOf(await post(chloe, REPORT, { input: aReport() }, '203.0.200.1'))).toBe('RATE_LIMITED')
    expect(await codeOf(await post(chloe, REPORT, { input: aReport() }, '203.0.200.2'))).toBe('taken')
  })
})

test('comments of one account wait', async () => {
  const amina = await deviceOf(town.amina)
  const alert = aReport()
  await post(amina, REPORT, { input: alert })
  const codes: string[] = []
  for (let i = 0; i <= most('comment', 'account'); i++) {
    const input = { id: newId(), alertId: alert.id, text: 'Je les vois aussi.' }
    codes.push(await codeOf(await post(amina, COMMENT, { input })))
  }
  expect(codes).toEqual(['taken', 'taken', 'taken', 'RATE_LIMITED'])
})

describe('the alert stream', () => {
  test('of one account: connections beyond the limit are closed with 4429', async () => {
    const device = await deviceOf(town.chloe)
    const connect = async () => {
      const phone = anyProcess().stranger()
      phone.cookie = device.cookie
      const stream = phone.stream(STREAM, {}, from(newNetwork()))
      return Promise.race([stream.closed, stream.waitFor(() => true).then(() => 'open')])
    }
    const outcomes: (number | string)[] = []
    for (let i = 0; i <= most('stream', 'account'); i++) outcomes.push(await connect())
    expect(outcomes).toEqual([...Array(most('stream', 'account')).fill('open'), 4429])
  })

  test('takes so many subscriptions over one connection, and each counts', async () => {
    const device = await deviceOf(town.chloe)
    const phone = unlimited.stranger()
    phone.cookie = device.cookie
    const first = phone.stream(STREAM)
    await first.waitFor(() => true)
    const more = Array.from({ length: SUBSCRIPTIONS_MAX - 1 }, () => first.also(STREAM))
    await Promise.all(more.map((it) => it.waitFor(() => true)))
    const [refusal] = await first.also(STREAM).failed
    expect(refusal?.extensions).toMatchObject({ code: 'RATE_LIMITED', permanent: false })

    const limited = processes[0].stranger()
    limited.cookie = device.cookie
    const stream = limited.stream(STREAM)
    await stream.waitFor(() => true)
    const codes: string[] = []
    for (let i = 0; i < most('stream', 'account'); i++) {
      const another = stream.also(STREAM)
      const failed = another.failed.then(([error]) => error?.extensions.code ?? '')
      codes.push(await Promise.race([failed, another.waitFor(() => true).then(() => 'open')]))
      another.stop()
    }
    expect(codes).toEqual([...Array(most('stream', 'account') - 1).fill('open'), 'RATE_LIMITED'])
  })
})

describe('a network', () => {
  test('stands in the database only as a keyed hash', async () => {
    await signIn(town.amina.email, '203.0.113.99')
    const rows = await database.sql<{ key: string }>('select key from rate_limit')
    expect(rows).toHaveLength(2)
    for (const { key } of rows) expect(key).toMatch(/^signIn (account|network) [0-9a-f]{64}$/)
  })

  test('is not what a stranger writes into X-Forwarded-For, where no proxy is trusted', async () => {
    const env = { DATA_DIR: app.config.dataDir, RATE_LIMIT_FACTOR: String(FACTOR) }
    const open = await startApiProcess(database, env)
    for (const network of ['203.0.113.1', '203.0.113.2']) await signIn('a@14001.test', network, 'x', open)
    const rows = await database.sql(`select key from rate_limit where key like '% network %'`)
    expect(rows).toHaveLength(1)
    await open.stop()
  })
})

test('who waits as long as was said may go on', async () => {
  const limited = { ...app, config: { ...app.config, rateLimitFactor: 1 } }
  const take = () => takeTurn(limited, [{ key: 'test', rate: { max: 2, seconds: 2 } }])
  await take()
  await take()
  const refused = await take().catch((error) => error)
  expect(refused.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 1 })
  await new Promise((resolve) => setTimeout(resolve, 1000))
  await take()
  await expect(take()).rejects.toThrow('réessayez')
})
