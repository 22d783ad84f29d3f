import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import { type Area, type Backdrop, circleAround, type LngLat, labelPoint } from './geometry.ts'
import type { Palette } from './palette.ts'

/** What is drawn: all of it lies on this device, so the map needs no network. */
export interface DrawnTown {
  neighbourhoods: readonly { id: string; name: string; area: Area }[]
  backdrop: Backdrop | null
  /** The viewer's own neighbourhood, drawn a little stronger. */
  homeId: string | null
}

/** A point of which only this much is known: it lies within `radius` metres. */
export interface Circle {
  centre: LngLat
  radius: number
}

const FONT = ['Atkinson Hyperlegible Next', 'sans-serif']
const kind = (...kinds: string[]): ExpressionSpecification => ['in', ['get', 'kind'], ['literal', kinds]]
const byZoom = (...stops: [zoom: number, value: number][]): ExpressionSpecification => [
  'interpolate',
  ['exponential', 1.6],
  ['zoom'],
  ...stops.flat(),
]

/** A map style without any address in it: no tiles, no glyphs (drawn from the page's own font), no sprites. */
export function mapStyle(town: DrawnTown, palette: Palette, circle: Circle | null): StyleSpecification {
  return {
    version: 8,
    sources: {
      backdrop: { type: 'geojson', data: town.backdrop ?? { type: 'FeatureCollection', features: [] } },
      neighbourhoods: {
        type: 'geojson',
        data: {
          type: 'FeatureCollection',
          features: town.neighbourhoods.map(({ id, name, area }) => ({
            type: 'Feature',
            properties: { name, home: id === town.homeId },
            geometry: area,
          })),
        },
      },
      names: {
        type: 'geojson',
        data: {
          type: 'FeatureCollection',
          features: town.neighbourhoods.flatMap(({ name, area }) => {
            const point = labelPoint(area)
            if (!point) return []
            return [
              { type: 'Feature', properties: { name }, geometry: { type: 'Point', coordinates: point } },
            ]
          }),
        },
      },
      circle: {
        type: 'geojson',
        data: {
          type: 'FeatureCollection',
          features: circle
            ? [{ type: 'Feature', properties: {}, geometry: circleAround(circle.centre, circle.radius) }]
            : [],
        },
      },
    },
    layers: [
      ...groundLayers(palette),
      ...streetLayers(palette),
      ...borderLayers(palette),
      ...circleLayers(palette),
      ...nameLayers(palette),
    ],
  }
}

function groundLayers(palette: Palette): LayerSpecification[] {
  const source = 'backdrop'
  return [
    { id: 'outside', type: 'background', paint: { 'background-color': palette.outside } },
    { id: 'land', type: 'fill', source: 'neighbourhoods', paint: { 'fill-color': palette.land } },
    { id: 'green', type: 'fill', source, filter: kind('green'), paint: { 'fill-color': palette.green } },
    {
      id: 'water',
      type: 'fill',
      source,
      filter: ['all', kind('water'), ['==', ['geometry-type'], 'Polygon']],
      paint: { 'fill-color': palette.water, 'fill-outline-color': palette.waterEdge },
    },
    {
      id: 'stream',
      type: 'line',
      source,
      filter: ['all', kind('water'), ['==', ['geometry-type'], 'LineString']],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': palette.water, 'line-width': byZoom([12, 2], [16, 10]) },
    },
    {
      id: 'building',
      type: 'fill',
      source,
      filter: kind('building'),
      minzoom: 14,
      paint: { 'fill-color': palette.building, 'fill-outline-color': palette.buildingEdge },
    },
  ]
}

function streetLayers(palette: Palette): LayerSpecification[] {
  const source = 'backdrop'
  const layout = { 'line-cap': 'round', 'line-join': 'round' } as const
  return [
    {
      id: 'lane',
      type: 'line',
      source,
      filter: kind('lane'),
      layout,
      paint: { 'line-color': palette.lane, 'line-width': byZoom([12, 0.4], [16, 4], [18, 10]) },
    },
    {
      id: 'street-edge',
      type: 'line',
      source,
      filter: kind('street'),
      layout,
      paint: { 'line-color': palette.streetEdge, 'line-width': byZoom([12, 1.6], [16, 11], [18, 26]) },
    },
    {
      id: 'street',
      type: 'line',
      source,
      filter: kind('street'),
      layout,
      paint: { 'line-color': palette.street, 'line-width': byZoom([12, 0.9], [16, 8.5], [18, 23]) },
    },
    {
      id: 'rail',
      type: 'line',
      source,
      filter: kind('rail'),
      paint: { 'line-color': palette.rail, 'line-width': byZoom([12, 1], [16, 3]) },
    },
    {
      id: 'sleepers',
      type: 'line',
      source,
      filter: kind('rail'),
      minzoom: 13,
      paint: {
        'line-color': palette.rail,
        'line-width': byZoom([13, 4], [16, 9]),
        'line-dasharray': [0.15, 1.2],
      },
    },
  ]
}

function borderLayers(palette: Palette): LayerSpecification[] {
  const source = 'neighbourhoods'
  return [
    {
      id: 'home',
      type: 'line',
      source,
      filter: ['get', 'home'],
      paint: { 'line-color': palette.home, 'line-opacity': 0.16, 'line-width': 9, 'line-offset': 4.5 },
    },
    {
      id: 'border',
      type: 'line',
      source,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': palette.border,
        'line-opacity': 0.55,
        'line-width': 1.4,
        'line-dasharray': [4, 2.5],
      },
    },
  ]
}

function circleLayers(palette: Palette): LayerSpecification[] {
  const source = 'circle'
  return [
    { id: 'circle', type: 'fill', source, paint: { 'fill-color': palette.circle, 'fill-opacity': 0.14 } },
    { id: 'circle-edge', type: 'line', source, paint: { 'line-color': palette.circle, 'line-width': 1.5 } },
  ]
}

function nameLayers(palette: Palette): LayerSpecification[] {
  const halo = { 'text-halo-color': palette.halo, 'text-halo-width': 1.6 }
  return [
    {
      id: 'street-names',
      type: 'symbol',
      source: 'backdrop',
      filter: ['all', kind('street', 'lane', 'water', 'rail'), ['has', 'name']],
      minzoom: 14.5,
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 320,
        'text-field': ['get', 'name'],
        'text-font': FONT,
        'text-size': byZoom([14.5, 11], [17, 14]),
        'text-max-angle': 40,
      },
      paint: { 'text-color': palette.streetName, ...halo },
    },
    {
      id: 'green-names',
      type: 'symbol',
      source: 'backdrop',
      filter: ['all', kind('green'), ['has', 'name'], ['==', ['geometry-type'], 'Polygon']],
      minzoom: 14.5,
      layout: { 'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': 12, 'text-max-width': 7 },
      paint: { 'text-color': palette.streetName, ...halo },
    },
    {
      id: 'neighbourhood-names',
      type: 'symbol',
      source: 'names',
      maxzoom: 16.5,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': FONT,
        'text-size': byZoom([11, 12], [15, 17]),
        'text-max-width': 7,
        'text-letter-spacing': 0.02,
      },
      paint: { 'text-color': palette.name, ...halo, 'text-halo-width': 2 },
    },
  ]
}
