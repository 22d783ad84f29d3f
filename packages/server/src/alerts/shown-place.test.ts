import fc from 'fast-check'
import type { FeatureCollection, Polygon } from 'geojson'
import { describe, expect, test } from 'vitest'
import { locateIn } from '../communities/locate-neighbourhood.ts'
import { type NeighbourhoodArea, toArea } from '../communities/neighbourhood-area.ts'
import { readTownFile } from '../demo/town-files.ts'
import { CELL_METRES, GRID_RADIUS_METRES, metresAway, type Place, snapToGrid } from './position-grid.ts'
import { shownPlace } from './shown-place.ts'

/** True places are tried on a lattice this fine, in metres. */
const STEP = 20

type Shown = (areas: readonly NeighbourhoodArea[], point: Place) => Place

const metres = (a: Place, b: Place) =>
  Math.hypot(
    (a.latitude - b.latitude) * 111_320,
    (a.longitude - b.longitude) * 111_320 * Math.cos((a.latitude * Math.PI) / 180),
  )

/** What can be said of an alert by somebody who knows the rule: the true places behind a neighbourhood and a place. */
interface Behind {
  neighbourhood: string
  shown: Place
  places: Place[]
}

/** Tries every place of a town, and a good way beyond its borders. */
function behindEach(areas: readonly NeighbourhoodArea[], shown: Shown): Behind[] {
  const behind = new Map<string, Behind>()
  const margin = 2 * CELL_METRES
  const least = (side: 0 | 1) => Math.min(...areas.map((it) => it.bounds[side]))
  const most = (side: 2 | 3) => Math.max(...areas.map((it) => it.bounds[side]))
  const from = metresAway({ latitude: least(1), longitude: least(0) }, -margin, -margin)
  const to = metresAway({ latitude: most(3), longitude: most(2) }, margin, margin)
  for (let up = 0; metresAway(from, up, 0).latitude < to.latitude; up += STEP) {
    for (let along = 0; metresAway(from, up, along).longitude < to.longitude; along += STEP) {
      const point = metresAway(from, up, along)
      const { id } = locateIn(areas, [point.longitude, point.latitude]) ?? {}
      if (!id) continue
      const place = shown(areas, point)
      const key = `${id} ${place.latitude} ${place.longitude}`
      const found = behind.get(key) ?? { neighbourhood: id, shown: place, places: [] }
      found.places.push(point)
      behind.set(key, found)
    }
  }
  // Those at the edge of what was tried are not seen whole.
  const whole = ({ latitude, longitude }: Place) => {
    const [low, high] = [
      metresAway(from, CELL_METRES, CELL_METRES),
      metresAway(to, -CELL_METRES, -CELL_METRES),
    ]
    return (
      latitude > low.latitude &&
      longitude > low.longitude &&
      latitude < high.latitude &&
      longitude < high.longitude
    )
  }
  return [...behind.values()].filter((it) => whole(it.shown))
}

/** The least that an alert leaves open: an area in square metres, a distance in metres; and how far off it may stand. */
function leastOpen(all: Behind[]) {
  const across = ({ places }: Behind) => Math.max(...places.map((it) => metres(it, places[0] ?? it)))
  const off = all.flatMap(({ places, shown }) => places.map((it) => metres(it, shown)))
  return {
    squareMetres: Math.min(...all.map((it) => it.places.length * STEP ** 2)),
    across: Math.min(...all.map(across)),
    beyondRadius: off.filter((it) => it > GRID_RADIUS_METRES).length / off.length,
  }
}

async function demoTown(): Promise<NeighbourhoodArea[]> {
  const { features }: FeatureCollection<Polygon> = JSON.parse(await readTownFile('neighbourhoods'))
  return features.map(({ geometry }, index) =>
    toArea({
      id: String(index),
      name: String(index),
      polygon: { type: 'MultiPolygon', coordinates: [geometry.coordinates] },
    }),
  )
}

/** Two neighbourhoods somewhere in France: corners at any distance around their middles, overlaps and gaps too. */
const twoNeighbourhoods = fc
  .record({
    latitude: fc.double({ min: 42, max: 51, noNaN: true }),
    longitude: fc.double({ min: -4, max: 8, noNaN: true }),
    one: fc.array(fc.integer({ min: 120, max: 500 }), { minLength: 3, maxLength: 12 }),
    other: fc.array(fc.integer({ min: 120, max: 500 }), { minLength: 3, maxLength: 12 }),
  })
  .map(({ one, other, ...middle }) => [
    star('one', middle, one),
    star('other', metresAway(middle, 90, 420), other),
  ])

function star(id: string, middle: Place, corners: number[]): NeighbourhoodArea {
  const ring = [...corners, corners[0] ?? 0].map((away, index) => {
    const angle = ((index % corners.length) / corners.length) * 2 * Math.PI
    const { latitude, longitude } = metresAway(middle, away * Math.sin(angle), away * Math.cos(angle))
    return [longitude, latitude]
  })
  return toArea({ id, name: id, polygon: { type: 'MultiPolygon', coordinates: [[ring]] } })
}

describe('neighbourhood and shown place together leave room', () => {
  test('everywhere in the demo town', async () => {
    const open = leastOpen(behindEach(await demoTown(), shownPlace))
    expect(open.squareMetres).toBeGreaterThan(4_000)
    expect(open.across).toBeGreaterThan(50)
    expect(open.beyondRadius).toBeLessThan(0.01)
  })

  test('whatever the neighbourhoods look like', () => {
    const leavesRoom = fc.property(twoNeighbourhoods, (areas) => {
      const open = leastOpen(behindEach(areas, shownPlace))
      // The places are tried elsewhere than where a cell is measured: its 6,000 m² may be two thirds of that here.
      expect(open.squareMetres).toBeGreaterThan(2_500)
      expect(open.across).toBeGreaterThan(40)
      expect(open.beyondRadius).toBeLessThan(0.03)
    })
    fc.assert(leavesRoom, { numRuns: 10 })
  }, 60_000)

  test('even in one that has room in no cell: it has one place for all of it', () => {
    const middle = snapToGrid({ latitude: 48, longitude: 2 })
    const thin = metresAway(middle, 100, 100)
    const areas = [star('around', thin, [600, 600, 600]), star('within', thin, [45, 45, 45, 45])]
    const inside = [40, 20, -20, -40].map((north) => metresAway(thin, north, 2))
    expect(inside.map((it) => locateIn(areas, [it.longitude, it.latitude])?.id)).toEqual(
      inside.map(() => 'within'),
    )
    const places = inside.map((it) => shownPlace(areas, it))
    expect(new Set(places.map((it) => JSON.stringify(it))).size).toBe(1)
  })

  test('and follow from cell and neighbourhood, wherever the true place lies in them', async () => {
    const areas = await demoTown()
    for (const { places, shown } of behindEach(areas, shownPlace).slice(0, 40)) {
      for (const place of places) expect(shownPlace(areas, place)).toEqual(shown)
    }
  })

  test('the cell alone would leave a narrow strip here and there (control)', async () => {
    const open = leastOpen(behindEach(await demoTown(), (_, point) => snapToGrid(point)))
    expect(open.squareMetres).toBeLessThan(1_000)
    expect(open.across).toBeLessThan(50)
  })
})
