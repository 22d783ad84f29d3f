import * as v from 'valibot'
import { expect, it } from 'vitest'
import { type Area, Backdrop, boundsOf, circleAround, labelPoint, moved } from './geometry.ts'

const square: Area = {
  type: 'Polygon',
  coordinates: [
    [
      [2, 48],
      [2.2, 48],
      [2.2, 48.2],
      [2, 48.2],
      [2, 48],
    ],
  ],
}

it('puts a name in the middle of the largest part', () => {
  const islet: Area['coordinates'] = [
    [
      [3, 48],
      [3.01, 48],
      [3.01, 48.01],
      [3, 48],
    ],
  ]
  const [x, y] = labelPoint({ type: 'MultiPolygon', coordinates: [islet, square.coordinates] }) ?? [0, 0]
  expect([x.toFixed(3), y.toFixed(3)]).toEqual(['2.100', '48.100'])
})

it('finds the box around all areas, and none around nothing', () => {
  expect(boundsOf([square, { ...square, coordinates: [[[1.9, 48.1]]] }])).toEqual([1.9, 48, 2.2, 48.2])
  expect(boundsOf([])).toBeNull()
})

it('moves by metres, east and north', () => {
  const [x, y] = moved([2.35, 48.85], 100, -100)
  expect((x - 2.35) * 111_320 * Math.cos((48.85 * Math.PI) / 180)).toBeCloseTo(100, 3)
  expect((y - 48.85) * 111_320).toBeCloseTo(-100, 3)
})

it('draws a closed circle', () => {
  const ring = circleAround([2.35, 48.85], 150).coordinates[0] ?? []
  expect(ring[0]).toEqual(ring.at(-1))
  expect(ring.length).toBe(65)
})

it('leaves features of unknown kinds out of the backdrop', () => {
  const feature = (kind: string) => ({
    type: 'Feature',
    properties: { kind, name: null },
    geometry: {
      type: 'LineString',
      coordinates: [
        [2, 48],
        [2.1, 48.1, 35],
      ],
    },
  })
  const { features } = v.parse(Backdrop, {
    type: 'FeatureCollection',
    features: [feature('street'), feature('spaceport'), { type: 'Feature' }],
  })
  expect(features.map((it) => it.properties.kind)).toEqual(['street'])
})
