import { defineEntity, p } from '@mikro-orm/core'
import type { FeatureCollection, MultiPolygon } from 'geojson'

/** A commune that uses Vigie. */
export const Town = defineEntity({
  name: 'Town',
  tableName: 'town',
  properties: {
    id: p.uuid().primary(),
    inseeCode: p.text().unique(),
    name: p.text(),
    policePhone: p.text().nullable(),
    townHallPhone: p.text().nullable(),
    contactEmail: p.text().nullable(),
    boundary: p.json().$type<MultiPolygon>().nullable(),
    /** Streets, water and green drawn under the map where there is no base map. */
    backdrop: p.json().$type<FeatureCollection>().nullable(),
    /** Another one after every change of its neighbourhoods: what was computed from them is then stale. */
    neighbourhoodsVersion: p.uuid().defaultRaw('gen_random_uuid()'),
    createdAt: p.datetime().defaultRaw('now()'),
  },
})
