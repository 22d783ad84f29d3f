import { once } from 'node:events'
import { connect } from 'node:net'
import { STREAM_CLOSE } from '@vigie/schema'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { AlertFollower, followAlerts } from '../../testkit/alert-follower.ts'
import { startTestApi, type TestApi } from '../../testkit/api.ts'
import type { Answer, Client } from '../../testkit/client.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'
import { PATIENCE_MS } from '../../testkit/form.ts'
import { FEED, REPORT, STREAM } from '../../testkit/operations.ts'
import { aReport } from '../../testkit/report.ts'
import { createTestTown, type TestTown } from '../../testkit/town.ts'
import { upgrade } from '../../testkit/upgrade.ts'

let database: TestDatabase
let api: TestApi
let town: TestTown
let amina: Client
let bernard: Client

beforeAll(async () => {
  database = await createTestDatabase()
  api = await startTestApi(database)
  town = await createTestTown(api.app)
  amina = await api.signIn(town.amina.email)
  bernard = await api.signIn(town.bernard.email)
})

afterAll(async () => {
  await api.close()
  await database.drop()
})

describe('the handshake', () => {
  test.each(['https://evil.example', 'http://localhost.evil.example', 'http://localhost:1', 'null'])(
    'from a page of %s is refused before it is a socket',
    async (origin) => {
      expect(await upgrade(api.url, '/graphql', { origin, cookie: bernard.cookie })).toBe(403)
    },
  )

  test('from one of our own pages is taken, and from an app that is no page', async () => {
    expect(await upgrade(api.url, '/graphql', { origin: api.url, cookie: bernard.cookie })).toBe(101)
    expect(await upgrade(api.url, '/graphql', { cookie: bernard.cookie })).toBe(101)
  })

  test('at any other path is refused', async () => {
    expect(await upgrade(api.url, '/api/uploads', { cookie: bernard.cookie })).toBe(403)
  })

  test('that hangs up while it is refused takes nobody else along', async () => {
    const { hostname, port } = new URL(api.url)
    for (let caller = 0; caller < 20; caller += 1) {
      const socket = connect(Number(port), hostname)
      await once(socket, 'connect')
      socket.on('error', () => undefined)
      socket.write(
        'GET /x HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'.repeat(2),
      )
      socket.resetAndDestroy()
    }
    expect(await upgrade(api.url, '/graphql', { origin: api.url, cookie: bernard.cookie })).toBe(101)
  })

  test.each([
    ['without a session', ''],
    ['with a forged session', 'vigie.session_token=abc.def'],
  ])('%s ends with the code that asks to sign in', async (_, cookie) => {
    const nobody = api.stranger()
    nobody.cookie = cookie
    expect(await nobody.stream(STREAM).closed).toBe(STREAM_CLOSE.UNAUTHENTICATED)
  })
})

describe('over the socket', () => {
  const errorsOf = async (query: string) => {
    const stream = bernard.stream(query, { first: 1, input: aReport() })
    return (await stream.failed).map(({ extensions }) => extensions.code)
  }

  test.each([
    ['a query', FEED],
    ['a mutation', REPORT],
    ['introspection', '{ __schema { types { name } } }'],
    ['an unknown field', 'subscription { alertStream { secrets } }'],
    ['no document', 'subscription {'],
  ])('%s is a bad request', async (_, query) => {
    expect(await errorsOf(query)).toEqual(['BAD_REQUEST'])
    expect(await database.sql('select 1 from alert')).toEqual([])
  })

  test('a fault says that it is one, and nothing of what is inside', async () => {
    const withComments = STREAM.replace('description', 'description comments { edges { node { id } } }')
    const app = new AlertFollower(bernard, null, withComments)
    await app.waitUntilCaughtUp()
    await database.sql('alter table comment rename to hidden_away')
    try {
      const input = aReport()
      await amina.query(REPORT, { input })
      const [frame] = await app.waitForAnswer((answer: Answer) => answer.errors !== undefined)
      expect(frame?.errors).toEqual([
        { message: expect.any(String), extensions: { code: 'INTERNAL', permanent: false } },
      ])
    } finally {
      await database.sql('alter table hidden_away rename to comment')
    }
  })

  test('so does a catch-up that fails', async () => {
    const { cursor } = await followAlerts(bernard)
    await database.sql('alter table alert_event rename to hidden_away')
    try {
      expect(await bernard.stream(STREAM, { after: cursor }).failed).toEqual([
        { message: expect.any(String), extensions: { code: 'INTERNAL', permanent: false } },
      ])
    } finally {
      await database.sql('alter table hidden_away rename to alert_event')
    }
  })
})

describe('a subscriber', () => {
  const count = () => api.running.stream.subscriberCount
  const isGone = () => vi.waitFor(() => expect(count()).toBe(0), PATIENCE_MS)

  test('is forgotten when it unsubscribes', async () => {
    for (const client of [amina, bernard]) client.close()
    await isGone()
    const apps = [await followAlerts(amina), await followAlerts(bernard)]
    expect(count()).toBe(2)
    for (const app of apps) app.stop()
    await isGone()
  })

  test('is forgotten when its connection breaks', async () => {
    await followAlerts(bernard)
    expect(count()).toBe(1)
    bernard.breakConnections()
    await isGone()
  })

  test('is told by a server that stops to come back soon', async () => {
    const restarting = await startTestApi(database, { dataDir: api.app.config.dataDir })
    const app = await followAlerts(await restarting.signIn(town.bernard.email))
    await restarting.running.close()
    expect(await app.closed).toBe(1012)
    await restarting.app.close()
  })
})
