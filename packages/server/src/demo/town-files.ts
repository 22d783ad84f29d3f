import { readFile } from 'node:fs/promises'
import type { FeatureCollection } from 'geojson'
import * as v from 'valibot'

/**
 * The demo town, as GeoJSON that any map tool can edit. It is invented: no commune has this name, no department
 * has the number 00, and the place where it is drawn is open sea in the bay of the Seine.
 */
export const DEMO_TOWN = { inseeCode: '00001', name: 'Saint-Elvoy-sur-Avelle' }

/** The text of one of the town's files. */
export const readTownFile = (name: 'boundary' | 'neighbourhoods' | 'backdrop') =>
  readFile(new URL(`./town/${name}.json`, import.meta.url), 'utf8')

/** Longitude, latitude; WGS 84, degrees. */
type Point = [number, number]

const Position = v.pipe(
  v.array(v.number()),
  v.transform(([longitude = 0, latitude = 0]): Point => [longitude, latitude]),
)
const Streets = v.object({ features: v.array(v.unknown()) })
const Street = v.object({
  properties: v.object({ kind: v.picklist(['street', 'lane']), name: v.string() }),
  geometry: v.object({ type: v.literal('LineString'), coordinates: v.array(Position) }),
})

/** Finds points along the streets of the backdrop. */
export class StreetMap {
  readonly #streets: Map<string, Point[]>

  constructor(backdrop: FeatureCollection) {
    const streets = v.parse(Streets, backdrop).features.filter((feature) => v.is(Street, feature))
    this.#streets = new Map(
      streets.map((feature) => {
        const { properties, geometry } = v.parse(Street, feature)
        return [properties.name, geometry.coordinates]
      }),
    )
  }

  /** The point at this share, 0 to 1, of the street's length. */
  along(name: string, share: number): { longitude: number; latitude: number } {
    const line = this.#streets.get(name)
    if (!line) throw new Error(`there is no ${name} in the demo town`)
    const lengths = line.slice(1).map((point, i) => distance(line[i], point))
    let left = share * lengths.reduce((sum, length) => sum + length, 0)
    for (const [i, length] of lengths.entries()) {
      if (left <= length) return between(line[i], line[i + 1], left / length)
      left -= length
    }
    return between(line.at(-1), line.at(-1), 0)
  }
}

/** In degrees of latitude; good enough within a town. */
function distance([x1, y1]: Point = [0, 0], [x2, y2]: Point = [0, 0]): number {
  return Math.hypot((x2 - x1) * Math.cos((y1 * Math.PI) / 180), y2 - y1)
}

function between([x1, y1]: Point = [0, 0], [x2, y2]: Point = [0, 0], share: number) {
  const at = (a: number, b: number) => Math.round((a + (b - a) * share) * 1e6) / 1e6
  return { longitude: at(x1, x2), latitude: at(y1, y2) }
}
