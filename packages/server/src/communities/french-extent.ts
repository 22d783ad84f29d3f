import type { MultiPolygon } from 'geojson'
import type { Bounds } from './neighbourhood-area.ts'

/** Boxes around the parts of France: west, south, east, north; WGS 84, degrees. */
const FRANCE: Record<string, Bounds> = {
  metropole: [-5.5, 41.2, 9.8, 51.3],
  guadeloupe: [-61.9, 15.7, -60.9, 16.7],
  martinique: [-61.4, 14.3, -60.7, 15],
  guyane: [-54.8, 2, -51.4, 6],
  reunion: [55.1, -21.5, 56, -20.8],
  mayotte: [44.9, -13.1, 45.4, -12.5],
  saintPierreEtMiquelon: [-56.6, 46.7, -56, 47.2],
  saintMartinEtSaintBarthelemy: [-63.3, 17.8, -62.7, 18.2],
  wallisEtFutuna: [-178.4, -14.5, -176, -13.1],
  polynesie: [-155, -28.1, -134, -7.7],
  nouvelleCaledonie: [157.9, -23, 172.3, -17.9],
}

/** True when every point lies in one part of France. */
export const liesInFrance = (polygon: MultiPolygon): boolean =>
  Object.values(FRANCE).some(([west, south, east, north]) =>
    polygon.coordinates.flat(2).every(([x = 0, y = 0]) => x >= west && x <= east && y >= south && y <= north),
  )

/** The polygon with latitude and longitude exchanged. */
export const swapped = (polygon: MultiPolygon): MultiPolygon => ({
  type: 'MultiPolygon',
  coordinates: polygon.coordinates.map((rings) => rings.map((ring) => ring.map(([x = 0, y = 0]) => [y, x]))),
})
