import fc from 'fast-check'
import type { MultiPolygon, Position } from 'geojson'
import { describe, expect, test } from 'vitest'
import { locateIn, REACH_METRES } from './locate-neighbourhood.ts'
import { type Point, toArea } from './neighbourhood-area.ts'

/** Points in hundredths of a degree around 2° E, 48° N: 745 m eastward, 1,112 m northward. */
const at = (x: number, y: number): Point => [2 + x / 100, 48 + y / 100]
const box = (w: number, s: number, e: number, n: number): Position[] =>
  [at(w, s), at(e, s), at(e, n), at(w, n), at(w, s)].map((point) => [...point])
const area = (id: string, ...coordinates: MultiPolygon['coordinates']) =>
  toArea({ id, name: id, polygon: { type: 'MultiPolygon', coordinates } })

const centre = area('1 Centre', [box(0, 0, 1, 1)])
const gare = area('2 Gare', [box(1, 0, 2, 1)])
const lac = area('3 Lac', [box(2.2, 0, 3.2, 1), box(2.5, 0.3, 2.9, 0.7)])
const islet = area('4 Îlot', [box(2.6, 0.4, 2.8, 0.6)])
const iles = area('5 Îles', [box(0, 1.2, 1, 2)], [box(2, 1.2, 3, 2)])
const town = [centre, gare, lac, islet, iles]

const whereIs = (point: Point, areas = town) => locateIn(areas, point)?.id ?? null

describe('a point belongs to the neighbourhood that contains it', () => {
  test('inside', () => {
    expect(locateIn(town, at(0.5, 0.5))).toEqual({ id: centre.id, name: centre.name, metres: 0 })
  })

  test('in the second part of a multipolygon', () => {
    expect(whereIs(at(2.5, 1.5))).toBe(iles.id)
  })

  test('in a neighbourhood that fills a part of another one’s hole', () => {
    expect(whereIs(at(2.7, 0.5))).toBe(islet.id)
  })
})

describe('otherwise the nearest one wins', () => {
  test('on a border both are equally near: always the one that was made last', () => {
    expect(whereIs(at(1, 0.5))).toBe(gare.id)
    expect(whereIs(at(1, 0.5), [...town].reverse())).toBe(gare.id)
  })

  test('in a gap, by metres and not by degrees', () => {
    expect(whereIs(at(2.09, 0.5))).toBe(gare.id)
    expect(whereIs(at(2.11, 0.5))).toBe(lac.id)
    // 0.08° of longitude are 60 m here, 0.07° of latitude 78 m.
    expect(whereIs(at(1.08, 1.07), [gare, area('6 Nord', [box(1, 1.14, 2, 2)])])).toBe('6 Nord')
    expect(whereIs(at(2.08, 1.07), [gare, area('6 Est', [box(2.15, 0, 3, 3)])])).toBe('6 Est')
  })

  test('in a hole', () => {
    expect(whereIs(at(2.52, 0.5))).toBe(lac.id)
    expect(whereIs(at(2.58, 0.5))).toBe(islet.id)
  })

  test('within reach of the town, not beyond it', () => {
    expect(locateIn(town, at(0.5, -1.7))?.id).toBe(centre.id)
    expect(locateIn(town, at(0.5, -1.9))).toBeNull()
    expect(whereIs([2.3522, 48.8566])).toBeNull()
    expect(locateIn([], at(0, 0))).toBeNull()
  })
})

describe('whatever the point', () => {
  const anywhere = fc.tuple(
    fc.double({ min: -2, max: 5, noNaN: true }),
    fc.double({ min: -2, max: 4, noNaN: true }),
  )

  test('the order of the neighbourhoods changes nothing', () => {
    fc.assert(
      fc.property(anywhere, fc.shuffledSubarray(town, { minLength: town.length }), ([x, y], shuffled) => {
        expect(locateIn(shuffled, at(x, y))).toEqual(locateIn(town, at(x, y)))
      }),
    )
  })

  test('no other neighbourhood is nearer than the one that is found', () => {
    fc.assert(
      fc.property(anywhere, ([x, y]) => {
        const found = locateIn(town, at(x, y))
        const alone = town.map((one) => locateIn([one], at(x, y))?.metres ?? REACH_METRES)
        if (found) expect(found.metres).toBeLessThanOrEqual(Math.min(...alone) + 0.2)
        else expect(Math.min(...alone)).toBe(REACH_METRES)
      }),
    )
  })
})
