import { describe, expect, test } from 'vitest'
import { readGeoJson, UnusableFile } from './geojson-file.ts'

const feature = {
  type: 'Feature',
  properties: { nom: 'Centre' },
  geometry: { type: 'Point', coordinates: [2, 48] },
}
const collection = {
  type: 'FeatureCollection',
  features: [feature, { ...feature, properties: null, geometry: null }],
}
const inSystem = (name: string) =>
  JSON.stringify({ ...collection, crs: { type: 'name', properties: { name } } })

describe('a GeoJSON file', () => {
  test('is a collection of features', () => {
    const read = readGeoJson(JSON.stringify(collection))
    expect(read).toMatchObject([
      { index: 0, properties: { nom: 'Centre' }, geometry: { type: 'Point' } },
      { index: 1, properties: {}, geometry: null },
    ])
  })

  test('or one feature', () => {
    expect(readGeoJson(JSON.stringify(feature))).toHaveLength(1)
  })

  test('may begin with a byte order mark', () => {
    expect(readGeoJson(`\uFEFF${JSON.stringify(collection)}`)).toHaveLength(2)
  })

  test.each(['urn:ogc:def:crs:OGC:1.3:CRS84', 'OGC:CRS84', 'EPSG:4326', 'urn:ogc:def:crs:EPSG::4326'])(
    'may say that it is in %s',
    (name) => {
      expect(readGeoJson(inSystem(name))).toHaveLength(2)
    },
  )
})

describe('a file that cannot be used says what to do', () => {
  test.each([
    ['nothing', ' \n', /empty/],
    ['broken off', '{"type":"FeatureCollection","features":[', /not valid JSON/],
    ['another format', '{"type":"Topology","objects":{}}', /must be a FeatureCollection/],
    ['a list', '[]', /must be a FeatureCollection/],
    ['a bare geometry', JSON.stringify(feature.geometry), /must be a FeatureCollection/],
    ['no features', '{"type":"FeatureCollection","features":[]}', /no feature/],
    [
      'a feature that is none',
      '{"type":"FeatureCollection","features":[{"type":"Feature"},{}]}',
      /Feature 1 is not/,
    ],
    ['Lambert-93', inSystem('urn:ogc:def:crs:EPSG::2154'), /EPSG::2154, not in WGS 84.*ogr2ogr/],
  ])('%s', (_what, text, message) => {
    expect(() => readGeoJson(text)).toThrow(message)
    expect(() => readGeoJson(text)).toThrow(UnusableFile)
  })
})
