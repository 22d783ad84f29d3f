import { defineEntity, p } from '@mikro-orm/core'
import type { MultiPolygon } from 'geojson'

/** A quartier: its residents are one community. */
export const Neighbourhood = defineEntity({
  name: 'Neighbourhood',
  tableName: 'neighbourhood',
  properties: {
    townId: p.uuid().primary(),
    id: p.uuid().primary(),
    name: p.text(),
    polygon: p.json().$type<MultiPolygon>(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
})
