import * as v from 'valibot'

/** Longitude and latitude, WGS 84, as GeoJSON orders them. */
export type LngLat = [longitude: number, latitude: number]
/** West, south, east, north. */
export type Bounds = [number, number, number, number]

const Point = v.pipe(
  v.array(v.number()),
  v.minLength(2),
  v.transform(([longitude = 0, latitude = 0]): LngLat => [longitude, latitude]),
)
const Ring = v.array(Point)

/** The area of a neighbourhood or a town. */
export const Area = v.variant('type', [
  v.object({ type: v.literal('Polygon'), coordinates: v.array(Ring) }),
  v.object({ type: v.literal('MultiPolygon'), coordinates: v.array(v.array(Ring)) }),
])
export type Area = v.InferOutput<typeof Area>

const Shape = v.variant('type', [
  ...Area.options,
  v.object({ type: v.literal('LineString'), coordinates: Ring }),
  v.object({ type: v.literal('MultiLineString'), coordinates: v.array(Ring) }),
])

/** What lies behind the alerts where there is no base map. */
export const BACKDROP_KINDS = ['water', 'green', 'rail', 'street', 'lane', 'building'] as const

const Feature = v.object({
  type: v.literal('Feature'),
  properties: v.object({ kind: v.picklist(BACKDROP_KINDS), name: v.nullish(v.string()) }),
  geometry: Shape,
})

/** Streets, water and green; features of unknown kinds are left out rather than refused. */
export const Backdrop = v.object({
  type: v.literal('FeatureCollection'),
  features: v.pipe(
    v.array(v.unknown()),
    v.transform((features) => features.filter((feature) => v.is(Feature, feature))),
  ),
})
export type Backdrop = v.InferOutput<typeof Backdrop>

/** The rings of an area's polygons; of each polygon the first ring is its outside. */
export function polygonsOf(area: Area): LngLat[][][] {
  return area.type === 'Polygon' ? [area.coordinates] : area.coordinates
}

/** The smallest box around some areas; null when there are none. */
export function boundsOf(areas: readonly Area[]): Bounds | null {
  const points = areas.flatMap((area) => polygonsOf(area).flat(2))
  if (points.length === 0) return null
  const longitudes = points.map((point) => point[0])
  const latitudes = points.map((point) => point[1])
  return [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)]
}

/** The middle of a box. */
export function centreOf([west, south, east, north]: Bounds): { latitude: number; longitude: number } {
  return { latitude: (south + north) / 2, longitude: (west + east) / 2 }
}

/** Where a name may stand: the centroid of the largest polygon's outside. */
export function labelPoint(area: Area): LngLat | null {
  const outsides = polygonsOf(area).flatMap(([outside]) => (outside?.[0] ? [centroid(outside)] : []))
  return outsides.toSorted((a, b) => Math.abs(b.area) - Math.abs(a.area))[0]?.point ?? null
}

/** The shoelace formula; degrees are even enough within a town. */
function centroid(ring: readonly LngLat[]): { area: number; point: LngLat } {
  const [originX, originY] = ring[0] ?? [0, 0]
  let area = 0
  let x = 0
  let y = 0
  for (const [index, [px, py]] of ring.entries()) {
    const [qx, qy] = ring[(index + 1) % ring.length] ?? [px, py]
    const cross = (px - originX) * (qy - originY) - (qx - originX) * (py - originY)
    area += cross
    x += (px + qx - 2 * originX) * cross
    y += (py + qy - 2 * originY) * cross
  }
  if (area === 0) return { area: 0, point: [originX, originY] }
  return { area, point: [originX + x / (3 * area), originY + y / (3 * area)] }
}

const METRES_PER_DEGREE = 111_320

/** The point `east` and `north` metres away. */
export function moved([longitude, latitude]: LngLat, east: number, north: number): LngLat {
  const perDegree = METRES_PER_DEGREE * Math.cos((latitude * Math.PI) / 180)
  return [longitude + east / perDegree, latitude + north / METRES_PER_DEGREE]
}

/** A polygon that looks like a circle of `radius` metres. */
export function circleAround(centre: LngLat, radius: number): Area {
  const steps = 64
  const ring = Array.from({ length: steps + 1 }, (_, step): LngLat => {
    const angle = (2 * Math.PI * (step % steps)) / steps
    return moved(centre, radius * Math.cos(angle), radius * Math.sin(angle))
  })
  return { type: 'Polygon', coordinates: [ring] }
}
