import * as v from 'valibot'

/** Thrown when a file as a whole cannot be used: nothing is imported, and the message says what to do. */
export class UnusableFile extends Error {}

/** One feature as it stands in the file: its parts are checked one by one, each with its own reason. */
export interface RawFeature {
  /** Position in the file, from 0. */
  index: number
  properties: Record<string, unknown>
  geometry: RawGeometry | null
}

export interface RawGeometry {
  type: string
  coordinates?: unknown
}

const Geometry = v.nullish(v.looseObject({ type: v.string() }))
const Feature = v.looseObject({
  type: v.literal('Feature'),
  properties: v.nullish(v.record(v.string(), v.unknown())),
  geometry: Geometry,
})
const FeatureCollection = v.looseObject({
  type: v.literal('FeatureCollection'),
  features: v.array(v.unknown()),
})

/** Names of WGS 84 with longitude first in the `crs` member of GeoJSON before RFC 7946. */
const WGS84 = /(CRS:?:?84|EPSG:(?:[\d.]*:)?4326|WGS ?84)$/i

/**
 * Reads a GeoJSON file (RFC 7946): a FeatureCollection, or one Feature.
 * @throws UnusableFile when it is no GeoJSON, holds no feature, or is not in WGS 84
 */
export function readGeoJson(text: string): RawFeature[] {
  const json = parseJson(text)
  refuseOtherSystems(json)
  const features = v.is(FeatureCollection, json) ? json.features : [json]
  if (features.length === 0) throw new UnusableFile('The file holds no feature.')
  return features.map((feature, index) => toRawFeature(feature, index, features.length))
}

function parseJson(text: string): unknown {
  // Windows tools put a byte order mark in front; JSON.parse does not take it.
  const body = text.replace(/^\uFEFF/, '')
  if (body.trim() === '') throw new UnusableFile('The file is empty.')
  try {
    return JSON.parse(body)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UnusableFile(`The file is not valid JSON: ${reason}.`)
  }
}

function refuseOtherSystems(json: unknown): void {
  const named = v.safeParse(
    v.looseObject({ crs: v.looseObject({ properties: v.looseObject({ name: v.string() }) }) }),
    json,
  )
  if (!named.success || WGS84.test(named.output.crs.properties.name)) return
  throw new UnusableFile(
    `The file is in ${named.output.crs.properties.name}, not in WGS 84. Convert it first, for example with: ` +
      'ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES wgs84.geojson yours.geojson',
  )
}

function toRawFeature(feature: unknown, index: number, count: number): RawFeature {
  const parsed = v.safeParse(Feature, feature)
  if (!parsed.success) {
    const which = count === 1 ? 'The file' : `Feature ${index}`
    throw new UnusableFile(
      `${which} is not a GeoJSON Feature: the file must be a FeatureCollection of Polygons or MultiPolygons, or one Feature.`,
    )
  }
  const { properties, geometry } = parsed.output
  return { index, properties: properties ?? {}, geometry: geometry ?? null }
}
