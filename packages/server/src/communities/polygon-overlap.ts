import { area } from '@turf/area'
import { intersect } from '@turf/intersect'
import type { MultiPolygon } from 'geojson'
import { type Bounds, boundsOf } from './neighbourhood-area.ts'

/** The share of the polygon's area, 0 to 1, that lies inside the other one. */
export function shareInside(polygon: MultiPolygon, other: MultiPolygon): number {
  return commonArea(polygon, other) / area(polygon)
}

export interface Overlap {
  names: [string, string]
  /** Of the smaller one's area, 0 to 1. */
  share: number
}

/** Borders drawn twice leave slivers; below this share of the smaller one they are no overlap. */
const SLIVER = 0.01

/** Which neighbourhoods overlap, and by how much. */
export function findOverlaps(neighbourhoods: readonly { name: string; polygon: MultiPolygon }[]): Overlap[] {
  const known = neighbourhoods.map((it) => ({ ...it, bounds: boundsOf(it.polygon), size: area(it.polygon) }))
  const overlaps: Overlap[] = []
  for (const [position, one] of known.entries()) {
    for (const other of known.slice(position + 1)) {
      if (!boundsMeet(one.bounds, other.bounds)) continue
      const share = commonArea(one.polygon, other.polygon) / Math.min(one.size, other.size)
      if (share > SLIVER) overlaps.push({ names: [one.name, other.name], share })
    }
  }
  return overlaps
}

/** Square metres that both cover. */
function commonArea(one: MultiPolygon, other: MultiPolygon): number {
  const features = [one, other].map((geometry) => ({ type: 'Feature' as const, properties: {}, geometry }))
  const common = intersect({ type: 'FeatureCollection', features })
  return common ? area(common) : 0
}

const boundsMeet = (a: Bounds, b: Bounds) => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]
