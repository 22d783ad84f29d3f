import type { InferKyselyDB } from '@mikro-orm/postgresql'
import type { EntityManager } from '../platform/db.ts'
import type { Neighbourhood } from './neighbourhood.entity.ts'
import { type NeighbourhoodArea, toArea } from './neighbourhood-area.ts'
import type { Town } from './town.entity.ts'

type CommunityTables = InferKyselyDB<typeof Town | typeof Neighbourhood>

/** Typed SQL on this entity manager's connection, inside its transaction if it has one. */
export const communityTables = (em: EntityManager) => em.getKysely<CommunityTables>()

/** A town without its drawings, which are large and rarely asked for. */
export async function readTown(em: EntityManager, townId: string) {
  return communityTables(em)
    .selectFrom('town')
    .select(['id', 'insee_code', 'name', 'police_phone', 'town_hall_phone', 'contact_email'])
    .where('id', '=', townId)
    .executeTakeFirst()
}

/** Every town, by name, with the number of its neighbourhoods. */
export async function readTowns(em: EntityManager) {
  return communityTables(em)
    .selectFrom('town')
    .select((row) => [
      'id',
      'insee_code',
      'name',
      'police_phone',
      row
        .selectFrom('neighbourhood')
        .whereRef('town_id', '=', 'town.id')
        .select((count) => count.fn.countAll<string>().as('count'))
        .as('neighbourhoods'),
    ])
    .orderBy('name')
    .orderBy('insee_code')
    .execute()
}

/** One of the drawings of a town, as GeoJSON. */
export async function readDrawing(em: EntityManager, townId: string, drawing: 'boundary' | 'backdrop') {
  const row = await communityTables(em)
    .selectFrom('town')
    .select(drawing)
    .where('id', '=', townId)
    .executeTakeFirst()
  return row?.[drawing] ?? null
}

interface KnownAreas {
  version: string
  areas: NeighbourhoodArea[]
}

/** Prepared neighbourhoods by town; a change of the town's version makes them void. */
const known = new Map<string, KnownAreas>()

/**
 * The neighbourhoods of a town, prepared for look-ups, by name. Each call asks the town's version, one row by
 * primary key, and reads the polygons only when it has changed.
 */
export async function readAreas(em: EntityManager, townId: string): Promise<NeighbourhoodArea[]> {
  const db = communityTables(em)
  const town = await db
    .selectFrom('town')
    .select('neighbourhoods_version')
    .where('id', '=', townId)
    .executeTakeFirst()
  if (!town) return []
  const version = town.neighbourhoods_version
  const found = known.get(townId)
  if (found?.version === version) return found.areas
  const rows = await db
    .selectFrom('neighbourhood')
    .select(['id', 'name', 'polygon'])
    .where('town_id', '=', townId)
    .orderBy('name')
    .orderBy('id')
    .execute()
  const areas = rows.map(toArea)
  known.set(townId, { version, areas })
  return areas
}
