import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import CheapRuler from 'cheap-ruler'
import type { MultiPolygon, Position } from 'geojson'

/** A neighbourhood prepared for many look-ups. */
export interface NeighbourhoodArea {
  id: string
  name: string
  polygon: MultiPolygon
  bounds: Bounds
}

/** West, south, east, north; WGS 84, degrees. */
export type Bounds = readonly [number, number, number, number]

/** Longitude, latitude; WGS 84, degrees. */
export type Point = readonly [number, number]

/** The smallest box around a polygon. */
export function boundsOf(polygon: MultiPolygon): Bounds {
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const [longitude = 0, latitude = 0] of polygon.coordinates.flat(2)) {
    west = Math.min(west, longitude)
    south = Math.min(south, latitude)
    east = Math.max(east, longitude)
    north = Math.max(north, latitude)
  }
  return [west, south, east, north]
}

/** Prepares a neighbourhood for look-ups. */
export const toArea = (row: { id: string; name: string; polygon: MultiPolygon }): NeighbourhoodArea => ({
  id: row.id,
  name: row.name,
  polygon: row.polygon,
  bounds: boundsOf(row.polygon),
})

/** True inside the polygon; false outside, in its holes and exactly on a border. */
export function contains(area: NeighbourhoodArea, [longitude, latitude]: Point): boolean {
  const [west, south, east, north] = area.bounds
  if (longitude < west || longitude > east || latitude < south || latitude > north) return false
  return booleanPointInPolygon([longitude, latitude], area.polygon, { ignoreBoundary: true })
}

/** A ruler for distances around this point: exact to a thousandth within a few hundred kilometres. */
export const rulerAt = ([, latitude]: Point) => new CheapRuler(latitude, 'meters')

/** Metres to the bounds, 0 inside them: never more than the metres to the polygon itself. */
export function metresToBounds(ruler: CheapRuler, { bounds }: NeighbourhoodArea, point: Point): number {
  const [west, south, east, north] = bounds
  const nearest: [number, number] = [
    Math.min(Math.max(point[0], west), east),
    Math.min(Math.max(point[1], south), north),
  ]
  return ruler.distance([point[0], point[1]], nearest)
}

/** Metres to the nearest edge of the polygon, the edges of its holes included. */
export function metresToEdge(ruler: CheapRuler, { polygon }: NeighbourhoodArea, point: Point): number {
  let nearest = Number.POSITIVE_INFINITY
  for (const ring of polygon.coordinates.flat()) {
    for (let i = 1; i < ring.length; i++) {
      const metres = ruler.pointToSegmentDistance([point[0], point[1]], pair(ring[i - 1]), pair(ring[i]))
      if (metres < nearest) nearest = metres
    }
  }
  return nearest
}

const pair = (position: Position = []): [number, number] => [position[0] ?? 0, position[1] ?? 0]
