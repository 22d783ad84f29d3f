import type { Position } from 'geojson'
import { describe, expect, test } from 'vitest'
import { checkPolygon } from './check-polygon.ts'

/** A closed ring from points in hundredths of a degree around 2° E, 48° N. */
const ring = (...points: [number, number][]): Position[] =>
  [...points, ...points.slice(0, 1)].map(([x, y]) => [2 + x / 100, 48 + y / 100])

const SQUARE = ring([0, 0], [4, 0], [4, 4], [0, 4])
const polygon = (...coordinates: unknown[]) => ({ type: 'Polygon', coordinates })

describe('a polygon of a real file', () => {
  test('becomes a MultiPolygon of six decimals and two dimensions', () => {
    const rough = SQUARE.map(([x = 0, y = 0]) => [x + 1e-9, y, 35.2])
    expect(checkPolygon(polygon(rough))).toEqual({
      polygon: { type: 'MultiPolygon', coordinates: [[SQUARE]] },
      mended: [],
    })
  })

  test('keeps its holes and its parts', () => {
    const hole = ring([1, 1], [1, 2], [2, 2], [2, 1])
    const island = ring([6, 0], [7, 0], [7, 1], [6, 1])
    const coordinates = [[SQUARE, hole], [island]]
    expect(checkPolygon({ type: 'MultiPolygon', coordinates })).toMatchObject({ polygon: { coordinates } })
  })

  test('may have a hole that touches its border in one point', () => {
    expect(checkPolygon(polygon(SQUARE, ring([4, 1], [3, 1], [3, 2])))).toHaveProperty('polygon')
  })

  test('may name a point twice in a row', () => {
    expect(checkPolygon(polygon([SQUARE[0], ...SQUARE]))).toMatchObject({
      polygon: { coordinates: [[SQUARE]] },
    })
  })

  test('gets its ring closed, and that is said', () => {
    expect(checkPolygon(polygon(SQUARE.slice(0, -1)))).toEqual({
      polygon: { type: 'MultiPolygon', coordinates: [[SQUARE]] },
      mended: ['a ring was not closed; it has been'],
    })
  })
})

describe('a geometry that cannot be used says why', () => {
  test.each([
    ['no geometry', null, 'EMPTY'],
    ['a polygon without rings', polygon(), 'EMPTY'],
    ['a multipolygon of nothing', { type: 'MultiPolygon', coordinates: [[[]]] }, 'EMPTY'],
    ['words for numbers', polygon([['2', '48']]), 'EMPTY'],
    ['a handkerchief', polygon(ring([0, 0], [0.001, 0], [0, 0.001])), 'EMPTY'],
    ['a line', { type: 'LineString', coordinates: SQUARE }, 'WRONG_TYPE'],
    ['a collection', { type: 'GeometryCollection', geometries: [] }, 'WRONG_TYPE'],
    [
      'metres',
      polygon([
        [652e3, 6862e3],
        [653e3, 6862e3],
        [653e3, 6863e3],
        [652e3, 6862e3],
      ]),
      'NOT_DEGREES',
    ],
    ['two points', polygon(ring([0, 0], [4, 4])), 'TOO_FEW_POINTS'],
    ['a bow tie', polygon(ring([0, 0], [4, 4], [4, 0], [0, 4])), 'SELF_CROSSING'],
    ['a spike', polygon(ring([0, 0], [4, 0], [4, 4], [4, 6], [4, 4], [0, 4])), 'SELF_CROSSING'],
    ['a hole that leaves', polygon(SQUARE, ring([3, 1], [5, 1], [5, 2], [3, 2])), 'HOLE_OUTSIDE'],
  ])('%s', (_what, geometry, reason) => {
    expect(checkPolygon(geometry)).toMatchObject({ reason })
  })

  test('and where it crosses itself', () => {
    const checked = checkPolygon(polygon(ring([0, 0], [4, 4], [4, 0], [0, 4])))
    expect(checked).toHaveProperty('message', 'crosses or touches itself at 2.02, 48.02')
  })
})
