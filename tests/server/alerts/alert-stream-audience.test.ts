import { readComments } from '@vigie/server/alerts/comment.reads.ts'
import { snapToGrid } from '@vigie/server/alerts/position-grid.ts'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { AlertFollower, followAlerts } from '../../testkit/alert-follower.ts'
import { startTestApi, type TestApi } from '../../testkit/api.ts'
import type { Client } from '../../testkit/client.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'
import { REPORT } from '../../testkit/operations.ts'
import { aReport } from '../../testkit/report.ts'
import { createTestTown, type TestTown } from '../../testkit/town.ts'

vi.mock('@vigie/server/alerts/comment.reads.ts', { spy: true })

let database: TestDatabase
let api: TestApi
let town: TestTown
let elsewhere: TestTown
let amina: Client
let bernard: Client

beforeAll(async () => {
  database = await createTestDatabase()
  api = await startTestApi(database)
  town = await createTestTown(api.app)
  elsewhere = await createTestTown(api.app, '14002')
  amina = await api.signIn(town.amina.email)
  bernard = await api.signIn(town.bernard.email)
})

afterAll(async () => {
  await api.close()
  await database.drop()
})

async function reportAt(where: { latitude: number; longitude: number }): Promise<string> {
  const input = aReport({ positionSource: 'GPS', coordinates: where })
  const answer = await amina.query(REPORT, { input })
  expect(answer.data?.reportAlert).toMatchObject({ alert: { id: input.id } })
  return input.id
}

describe('who sees an alert live', () => {
  const follow = async (email: string) => followAlerts(await api.signIn(email))

  test('neighbours on the grid; author, town hall and police exactly; nobody else at all', async () => {
    const [author, neighbour, eastern, agent, police, moderator] = await Promise.all(
      [town.amina, town.bernard, town.chloe, town.agent, town.police, town.moderator].map(({ email }) =>
        follow(email),
      ),
    )
    const strangers = await Promise.all(
      [elsewhere.agent, elsewhere.police, elsewhere.amina].map(({ email }) => follow(email)),
    )
    const { inside } = town.west
    const id = await reportAt(inside)

    expect(await author?.waitFor(id)).toMatchObject({
      alert: { mine: true, position: { ...inside, exact: true } },
    })
    for (const institution of [agent, police]) {
      const seen = await institution?.waitFor(id)
      expect(seen).toMatchObject({ alert: { mine: false, position: { ...inside, exact: true } } })
    }
    for (const watcher of [neighbour, moderator]) {
      const seen = await watcher?.waitFor(id)
      expect(seen?.alert).toMatchObject({ mine: false, position: { ...snapToGrid(inside), exact: false } })
    }

    // What comes after it has come: then it will not come any more.
    const next = await reportAt(town.east.inside)
    await eastern?.waitFor(next)
    expect(eastern?.has(id)).toBe(false)
    await author?.waitFor(next)
    await agent?.waitFor(next)
    expect(neighbour?.has(next)).toBe(false)
    for (const stranger of strangers) expect(stranger.events).toEqual([])
  })

  test('on catch-up it is the same people', async () => {
    const start = (await follow(town.bernard.email)).cursor
    const west = await reportAt(town.west.inside)
    const east = await reportAt(town.east.inside)
    const seenBy = async (email: string) => {
      const app = await followAlerts(await api.signIn(email), start)
      return [west, east].filter((id) => app.has(id))
    }
    expect(await seenBy(town.bernard.email)).toEqual([west])
    expect(await seenBy(town.chloe.email)).toEqual([east])
    expect(await seenBy(town.amina.email)).toEqual([west, east])
    expect(await seenBy(town.agent.email)).toEqual([west, east])
    expect(await seenBy(elsewhere.police.email)).toEqual([])
  })
})

describe('a live event', () => {
  const withComments = (alias: string) => /* GraphQL */ `
    subscription Live($after: String) {
      alertStream(after: $after) {
        cursor
        reload
        event { id kind alert { id mine ${alias}: description comments { edges { node { id } } } } }
      }
    }
  `
  const neighbours = async (count: number, documentOf: (n: number) => string) => {
    const apps = Array.from({ length: count }, (_, n) => new AlertFollower(bernard, null, documentOf(n)))
    for (const app of apps) await app.waitUntilCaughtUp()
    return apps
  }
  const executionsOf = async (apps: AlertFollower[]) => {
    vi.mocked(readComments).mockClear()
    const id = await reportAt(town.west.inside)
    for (const app of apps) await app.waitFor(id)
    for (const app of apps) app.stop()
    return vi.mocked(readComments).mock.calls.length
  }

  test('is executed once for fifty neighbours, and once more for each other kind of eyes', async () => {
    const police = await api.signIn(town.police.email)
    const apps = [
      ...(await neighbours(50, () => withComments('description'))),
      new AlertFollower(police, null, withComments('description')),
      new AlertFollower(amina, null, withComments('description')),
    ]
    for (const app of apps) await app.waitUntilCaughtUp()
    expect(await executionsOf(apps)).toBe(3)
  })

  test('is executed for each of fifty who ask differently (control)', async () => {
    expect(await executionsOf(await neighbours(50, (n) => withComments(`words${n}`)))).toBe(50)
  })
})
