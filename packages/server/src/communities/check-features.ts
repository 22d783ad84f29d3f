import type { MultiPolygon } from 'geojson'
import { checkPolygon, type PolygonReason } from './check-polygon.ts'
import { liesInFrance, swapped } from './french-extent.ts'
import type { RawFeature } from './geojson-file.ts'
import { nameKey, nameOf } from './neighbourhood-name.ts'
import { shareInside } from './polygon-overlap.ts'

export type RefusalReason =
  | PolygonReason
  | 'NO_NAME'
  | 'NAME_GIVEN_TWICE'
  | 'SWAPPED'
  | 'OUTSIDE_BOUNDARY'
  | 'OUTSIDE_FRANCE'

export interface RefusedFeature {
  /** Position in the file, from 0. */
  index: number
  name: string | null
  reason: RefusalReason
  /** Follows the feature's name in a sentence. */
  message: string
}

export interface AcceptedFeature {
  index: number
  name: string
  polygon: MultiPolygon
  /** What was mended or looks odd. */
  notes: string[]
}

/** A neighbourhood with less than this share of its area in the town is not one of the town. */
const SHARE_MIN = 0.5
/** Boundaries of different sources differ by some metres; beyond this share it is worth a look. */
const SHARE_EXPECTED = 0.97

/**
 * Checks every feature: each is accepted, or refused with its reason.
 * @param boundary of the town; without one the features only have to lie in France
 */
export function checkFeatures(
  features: readonly RawFeature[],
  nameProperty: string,
  boundary: MultiPolygon | null,
) {
  const named = Map.groupBy(features, (feature) => nameKey(nameOf(feature, nameProperty) ?? ''))
  const accepted: AcceptedFeature[] = []
  const refused: RefusedFeature[] = []
  for (const feature of features) {
    const name = nameOf(feature, nameProperty)
    const checked = checkFeature(feature, name, named, boundary)
    if ('reason' in checked) refused.push({ index: feature.index, name, ...checked })
    else accepted.push({ index: feature.index, ...checked })
  }
  return { accepted, refused }
}

type Checked = Omit<AcceptedFeature, 'index'> | Pick<RefusedFeature, 'reason' | 'message'>

function checkFeature(
  feature: RawFeature,
  name: string | null,
  named: Map<string, RawFeature[]>,
  boundary: MultiPolygon | null,
): Checked {
  if (name === null) return { reason: 'NO_NAME', message: 'has no name' }
  const bearers = named.get(nameKey(name)) ?? []
  if (bearers.length > 1) {
    // All of them: nobody can tell which is meant, and half a neighbourhood would go unnoticed.
    const indexes = bearers.map(({ index }) => index).join(', ')
    return { reason: 'NAME_GIVEN_TWICE', message: `has a name that is given twice (features ${indexes})` }
  }
  const checked = checkPolygon(feature.geometry)
  if ('reason' in checked) return checked
  const { polygon, mended } = checked
  const place = boundary ? checkAgainstBoundary(polygon, boundary) : checkInFrance(polygon)
  return 'reason' in place ? place : { name, polygon, notes: [...mended, ...place.notes] }
}

type Placed = { notes: string[] } | Pick<RefusedFeature, 'reason' | 'message'>

const SWAPPED = {
  reason: 'SWAPPED',
  message: 'has latitude and longitude swapped: GeoJSON puts the longitude first',
} as const

function checkAgainstBoundary(polygon: MultiPolygon, boundary: MultiPolygon): Placed {
  const share = shareInside(polygon, boundary)
  if (share >= SHARE_EXPECTED) return { notes: [] }
  const outside = `${Math.round((1 - share) * 100)} % of its area`
  if (share >= SHARE_MIN) return { notes: [`lies outside the town’s boundary with ${outside}`] }
  if (shareInside(swapped(polygon), boundary) >= SHARE_MIN) return SWAPPED
  return { reason: 'OUTSIDE_BOUNDARY', message: `lies outside the town’s boundary, with ${outside}` }
}

/** Refuses what does not lie in France, and tells when it would if its coordinates were the right way round. */
export function checkInFrance(polygon: MultiPolygon): Placed {
  if (liesInFrance(polygon)) return { notes: [] }
  if (liesInFrance(swapped(polygon))) return SWAPPED
  return { reason: 'OUTSIDE_FRANCE', message: 'does not lie in France' }
}
