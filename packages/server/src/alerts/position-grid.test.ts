import { expect, test } from 'vitest'
import { GRID_RADIUS_METRES, snapToGrid } from './position-grid.ts'

const metres = (a: { latitude: number; longitude: number }, b: { latitude: number; longitude: number }) => {
  const north = (a.latitude - b.latitude) * 111_320
  const east = (a.longitude - b.longitude) * 111_320 * Math.cos((a.latitude * Math.PI) / 180)
  return Math.hypot(north, east)
}

/** Points over France, Guyana and Réunion, spread without a pattern. */
const points = Array.from({ length: 2000 }, (_, index) => ({
  latitude: ([48.85, 43.3, 4.9, -21.1][index % 4] ?? 0) + Math.sin(index * 12.9898) * 0.5,
  longitude: ([2.35, 5.4, -52.3, 55.5][index % 4] ?? 0) + Math.cos(index * 78.233) * 0.5,
}))

test('a snapped point is never further from the true one than is said', () => {
  for (const point of points) expect(metres(point, snapToGrid(point))).toBeLessThanOrEqual(GRID_RADIUS_METRES)
})

test('snapping again changes nothing: no repeated read refines the position', () => {
  for (const point of points) expect(snapToGrid(snapToGrid(point))).toEqual(snapToGrid(point))
})

test('everything in one cell gives one point, so that an average of many alerts tells nothing more', () => {
  const home = { latitude: 48.90912, longitude: 2.48251 }
  const centre = snapToGrid(home)
  const around = points.map((_, index) => ({
    latitude: centre.latitude + Math.sin(index) * 0.00085,
    longitude: centre.longitude + Math.cos(index * 3) * 0.0012,
  }))
  expect(new Set(around.map((it) => JSON.stringify(snapToGrid(it)))).size).toBe(1)
})

test('(control) a random offset instead of a grid would give the true point away by averaging', () => {
  const home = { latitude: 48.90912, longitude: 2.48251 }
  const reads = Array.from({ length: 4000 }, (_, index) => ({
    latitude: home.latitude + Math.sin(index * 12.9898) * 0.001,
    longitude: home.longitude + Math.cos(index * 78.233) * 0.001,
  }))
  const mean = {
    latitude: reads.reduce((sum, it) => sum + it.latitude, 0) / reads.length,
    longitude: reads.reduce((sum, it) => sum + it.longitude, 0) / reads.length,
  }
  expect(metres(home, mean)).toBeLessThan(10)
  expect(metres(home, snapToGrid(home))).toBeGreaterThan(10)
})
