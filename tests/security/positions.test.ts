import { GRID_RADIUS_METRES, snapToGrid } from '@vigie/server/alerts/position-grid.ts'
import { reportAlert } from '@vigie/server/alerts/report-alert.ts'
import { asViewer } from '@vigie/server/identity/context.ts'
import { newId } from '@vigie/server/platform/ids.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../testkit/api.ts'
import type { Client } from '../testkit/client.ts'
import { createTestDatabase, type TestDatabase } from '../testkit/database.ts'
import { FEED, STREAM } from '../testkit/operations.ts'
import { aReport } from '../testkit/report.ts'
import { createTestTown, type TestTown } from '../testkit/town.ts'

interface Point {
  latitude: number
  longitude: number
}

let database: TestDatabase
let api: TestApi
let town: TestTown
let neighbour: Client
/** Where the author lives, off the middle of its cell. */
const home = { latitude: 48.910012, longitude: 0.110021 }

beforeAll(async () => {
  database = await createTestDatabase()
  api = await startTestApi(database)
  town = await createTestTown(api.app)
  neighbour = await api.signIn(town.bernard.email)
})

afterAll(async () => {
  await api.close()
  await database.drop()
})

const metres = (a: Point, b: Point) =>
  Math.hypot(
    (a.latitude - b.latitude) * 111_320,
    (a.longitude - b.longitude) * 111_320 * Math.cos((a.latitude * Math.PI) / 180),
  )

const mean = (points: Point[]): Point => ({
  latitude: points.reduce((sum, it) => sum + it.latitude, 0) / points.length,
  longitude: points.reduce((sum, it) => sum + it.longitude, 0) / points.length,
})

/** Spread like the readings of a phone at one place: some metres around it, the same at each run. */
const readingsAround = (point: Point, count: number, spread = 0.00008): Point[] =>
  Array.from({ length: count }, (_, n) => ({
    latitude: point.latitude + Math.sin(n * 12.9898) * spread,
    longitude: point.longitude + Math.cos(n * 78.233) * spread,
  }))

async function report(coordinates: Point): Promise<string> {
  const input = aReport({ coordinates, positionSource: 'GPS' })
  await asViewer(town.amina, () => reportAlert(api.app, town.amina, input))
  return input.id
}

interface Seen {
  id: string
  position: (Point & { exact: boolean; radius: number }) | null
}

async function feedOf(client: Client): Promise<Seen[]> {
  const { alerts } = await client.ask<{ alerts: { edges: { node: Seen }[] } }>(FEED, { first: 50 })
  return alerts.edges.map((it) => it.node)
}

/** Every place that a neighbour was ever shown for this alert: lists, the alert itself, the stream. */
async function placesShown(id: string, reads: number): Promise<Set<string>> {
  const shown: unknown[] = []
  const { streamCursor } = (await neighbour.ask<{ alerts: { streamCursor: string } }>(FEED, { first: 1 }))
    .alerts
  const stream = neighbour.stream(STREAM, { after: streamCursor })
  for (let n = 0; n < reads; n++) {
    shown.push((await feedOf(neighbour)).find((it) => it.id === id)?.position)
    const single = `{ alert(id: "${id}") { position { latitude longitude exact radius } } }`
    shown.push((await neighbour.ask<{ alert: Seen }>(single)).alert.position)
    const comment = `mutation { commentAlert(input: { id: "${aReport().id}", alertId: "${id}", text: "Vu." }) {
      ... on CommentAlertSuccess { alert { position { latitude longitude exact radius } } } } }`
    shown.push((await neighbour.ask<{ commentAlert: { alert: Seen } }>(comment)).commentAlert.alert.position)
  }
  const frames = await stream.waitFor((frame) => JSON.stringify(frame).includes(id), reads)
  stream.stop()
  for (const { data } of frames) {
    const item = data?.alertStream as { event: { alert: Seen } } | undefined
    shown.push({ ...item?.event.alert.position, radius: GRID_RADIUS_METRES })
  }
  return new Set(shown.map((it) => JSON.stringify(Object.entries(it ?? {}).sort())))
}

describe('a neighbour who wants to know the true position', () => {
  test('is shown one and the same place, however often and whichever way it is read', async () => {
    const id = await report(home)
    const places = await placesShown(id, 5)
    const only = { ...snapToGrid(home), exact: false, radius: GRID_RADIUS_METRES }
    expect([...places]).toEqual([JSON.stringify(Object.entries(only).sort())])
  })

  test('learns nothing from many reports out of one home: all stand on the same place', async () => {
    const ids = new Set<string>()
    for (const reading of readingsAround(home, 20)) ids.add(await report(reading))
    const shown = (await feedOf(neighbour)).filter((it) => ids.has(it.id))
    expect(shown).toHaveLength(20)
    expect(new Set(shown.map((it) => JSON.stringify(it.position))).size).toBe(1)
    expect(metres(mean(shown.flatMap((it) => it.position ?? [])), home)).toBeGreaterThan(20)
  })

  test('finds out by a home on the edge of a cell that it lies on that edge, and no more', () => {
    const { latitude, longitude } = snapToGrid(home)
    const edge = { latitude: latitude + 100 / 111_320, longitude: longitude + 0.0004 }
    const cells = new Set(readingsAround(edge, 200).map((it) => JSON.stringify(snapToGrid(it))))
    expect(cells.size).toBe(2)
    const [one, other] = [...cells].map((it): Point => JSON.parse(it))
    expect(one && other && Math.abs(metres(one, other))).toBeCloseTo(200, -1)
    expect(metres(mean([one ?? edge, other ?? edge]), edge)).toBeGreaterThan(20)
  })

  test('would have it within ten metres from a random offset (control)', () => {
    expect(metres(mean(readingsAround(home, 4_000, 0.001)), home)).toBeLessThan(10)
  })

  test('is not told by any other field of the alert: no digits of it are in all that can be asked', async () => {
    const id = await report(home)
    const all = `{ alert(id: "${id}") { place description position { latitude longitude } neighbourhood { name }
      photos { url } cap { severity } comments { edges { node { text } } } handling { note } reach { neighbours } } }`
    const answer = JSON.stringify(await neighbour.query(all))
    expect(answer).not.toContain('48.91001')
    expect(answer).not.toContain('0.11002')
  })

  test('cannot order or narrow a list by it', async () => {
    for (const filter of ['near', 'bounds', 'latitude', 'within']) {
      const answer = await neighbour.query(`{ alerts(filter: { ${filter}: 1 }) { streamCursor } }`)
      expect(answer.errors?.[0]?.extensions.code).toBe('BAD_REQUEST')
    }
  })
})

describe('an alert of another neighbourhood', () => {
  const ASKED =
    'query Foreign($id: ID!) { alert(id: $id) { id position { latitude } neighbourhood { name } } }'

  /** Milliseconds of each way of asking, taken in turns, so that whatever else happens falls on both. */
  async function medians(ways: (() => Promise<unknown>)[], rounds: number): Promise<number[]> {
    const took: number[][] = ways.map(() => [])
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, ask] of ways.entries()) {
        const startedAt = performance.now()
        await ask()
        took[index]?.push(performance.now() - startedAt)
      }
    }
    return took.map((it) => it.sort((a, b) => a - b)[Math.floor(it.length / 2)] ?? 0)
  }

  test('cannot be told from none at all, by the answer or by its time', async () => {
    const chloe = await api.signIn(town.chloe.email)
    const foreign = await report(home)
    const nothing = newId()
    const answer = (id: string) => chloe.query(ASKED, { id })
    expect(JSON.stringify(await answer(foreign))).toBe(JSON.stringify(await answer(nothing)))
    const [known = 0, unknown = 0] = await medians([() => answer(foreign), () => answer(nothing)], 60)
    expect(known / unknown).toBeLessThan(2)
    expect(unknown / known).toBeLessThan(2)
  })

  test('could be, were it looked up more often than what does not exist (control)', async () => {
    const chloe = await api.signIn(town.chloe.email)
    const ask = () => chloe.query(ASKED, { id: newId() })
    const often = async () => {
      for (let time = 0; time < 4; time += 1) await ask()
    }
    const [once = 0, more = 0] = await medians([ask, often], 15)
    expect(more / once).toBeGreaterThan(2)
  })
})

describe('on the border of two neighbourhoods', () => {
  /** The border runs along longitude 0.12; cells lie across it. */
  const west = { latitude: 48.9071, longitude: 0.11995 }
  const east = { latitude: 48.9071, longitude: 0.12005 }

  test('the cell and the neighbourhood together may say on which side, which the neighbourhood says anyway', async () => {
    const [here, there] = [await report(west), await report(east)]
    const police = await api.signIn(town.police.email)
    const neighbourhoods = await Promise.all(
      [here, there].map((id) =>
        police.ask<{ alert: { neighbourhood: { name: string } } }>(
          `{ alert(id: "${id}") { neighbourhood { name } } }`,
        ),
      ),
    )
    expect(neighbourhoods.map((it) => it.alert.neighbourhood.name)).toEqual(['West', 'East'])
    expect(snapToGrid(west)).toEqual(snapToGrid(east))
  })

  test('a neighbourhood that has too little of a cell is not shown there, but where it has more', async () => {
    // A hamlet of 80 by 40 metres, most of it in one cell and a strip in the next.
    const centre = snapToGrid({ latitude: 48.905, longitude: 0.105 })
    const north = (metres: number) => centre.latitude + metres / 111_320
    const [low, high, side] = [north(35), north(115), 0.00027]
    const ring = [
      [centre.longitude - side, low],
      [centre.longitude + side, low],
      [centre.longitude + side, high],
      [centre.longitude - side, high],
      [centre.longitude - side, low],
    ]
    await database.sql('insert into neighbourhood (town_id, id, name, polygon) values ($1, $2, $3, $4)', [
      town.id,
      newId(),
      'Hamlet',
      { type: 'MultiPolygon', coordinates: [[ring]] },
    ])
    await database.sql('update town set neighbourhoods_version = gen_random_uuid() where id = $1', [town.id])

    const inStrip = { latitude: north(108), longitude: centre.longitude }
    const shown = await database.sql(
      `select shown_latitude as latitude, shown_longitude as longitude, n.name from alert a
       join neighbourhood n on n.town_id = a.town_id and n.id = a.neighbourhood_id where a.id = $1`,
      [await report(inStrip)],
    )
    expect(snapToGrid(inStrip)).not.toEqual(centre)
    expect(shown).toEqual([{ ...centre, name: 'Hamlet' }])
  })
})
