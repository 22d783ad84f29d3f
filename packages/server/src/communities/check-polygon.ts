import { area } from '@turf/area'
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import { kinks } from '@turf/kinks'
import type { MultiPolygon, Polygon, Position } from 'geojson'
import * as v from 'valibot'
import type { RawGeometry } from './geojson-file.ts'

/** A polygon that can be used, and what had to be mended; or why it cannot be used. */
export type CheckedPolygon =
  | { polygon: MultiPolygon; mended: string[] }
  | { reason: PolygonReason; message: string }

export type PolygonReason =
  | 'EMPTY'
  | 'WRONG_TYPE'
  | 'NOT_DEGREES'
  | 'TOO_FEW_POINTS'
  | 'SELF_CROSSING'
  | 'HOLE_OUTSIDE'

/** A neighbourhood smaller than this, in square metres, is a slip of the pen. */
const AREA_MIN = 100

const RawPosition = v.pipe(v.array(v.number()), v.minLength(2))
const RawPolygon = v.array(v.array(RawPosition))

/**
 * Checks and normalises a geometry: a MultiPolygon in WGS 84 with closed rings, two dimensions and
 * six decimals (a decimetre). Nothing else is changed.
 */
export function checkPolygon(geometry: RawGeometry | null): CheckedPolygon {
  if (!geometry) return { reason: 'EMPTY', message: 'has no geometry' }
  if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') {
    return { reason: 'WRONG_TYPE', message: `is a ${geometry.type}; a Polygon or a MultiPolygon is needed` }
  }
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  const parsed = v.safeParse(v.array(RawPolygon), parts)
  if (!parsed.success) return { reason: 'EMPTY', message: 'has coordinates that are not positions' }
  const raw = parsed.output.filter((rings) => rings.some((ring) => ring.length > 0))
  if (raw.length === 0) return { reason: 'EMPTY', message: 'has an empty geometry' }
  const far = raw.flat(2).find(([x = 0, y = 0]) => Math.abs(x) > 180 || Math.abs(y) > 180)
  if (far) {
    return {
      reason: 'NOT_DEGREES',
      message: `has coordinates that are not degrees (${far[0]}, ${far[1]}): convert it to WGS 84, longitude first`,
    }
  }
  const mended: string[] = []
  const coordinates = raw.map((rings) => rings.map((ring) => tidyRing(ring, mended)))
  return (
    refuseBadRings(coordinates) ?? {
      polygon: { type: 'MultiPolygon', coordinates },
      mended: [...new Set(mended)],
    }
  )
}

function tidyRing(ring: Position[], mended: string[]): Position[] {
  const tidy: Position[] = []
  for (const [x = 0, y = 0] of ring) {
    const here = [round(x), round(y)]
    if (!same(tidy.at(-1), here)) tidy.push(here)
  }
  const [first] = tidy
  if (first && !same(first, tidy.at(-1))) {
    tidy.push([...first])
    mended.push('a ring was not closed; it has been')
  }
  return tidy
}

function refuseBadRings(polygons: Position[][][]): CheckedPolygon | null {
  for (const rings of polygons) {
    for (const ring of rings) {
      if (ring.length < 4) {
        return {
          reason: 'TOO_FEW_POINTS',
          message: 'has a ring of fewer than four points (three and the first again)',
        }
      }
      const [crossing] = kinks(polygonOf([ring])).features
      if (crossing) {
        const [x = 0, y = 0] = crossing.geometry.coordinates
        return { reason: 'SELF_CROSSING', message: `crosses or touches itself at ${round(x)}, ${round(y)}` }
      }
    }
    const [outer = [], ...holes] = rings
    const outside = holes.flat().find((point) => !booleanPointInPolygon(point, polygonOf([outer])))
    if (outside) {
      return {
        reason: 'HOLE_OUTSIDE',
        message: `has a hole that leaves the area at ${outside[0]}, ${outside[1]}`,
      }
    }
    if (area(polygonOf(rings)) < AREA_MIN) {
      return { reason: 'EMPTY', message: `has an area of less than ${AREA_MIN} m²` }
    }
  }
  return null
}

const polygonOf = (coordinates: Position[][]): Polygon => ({ type: 'Polygon', coordinates })

const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6

const same = (a: Position | undefined, b: Position | undefined) => a?.[0] === b?.[0] && a?.[1] === b?.[1]
