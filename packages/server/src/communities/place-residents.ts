import type { InferKyselyDB } from '@mikro-orm/postgresql'
import type { MultiPolygon } from 'geojson'
import { Person } from '../identity/person.entity.ts'
import type { EntityManager } from '../platform/db.ts'
import { locateIn } from './locate-neighbourhood.ts'
import { toArea } from './neighbourhood-area.ts'

/**
 * Gives every resident the neighbourhood of their home, in the caller's transaction. Only those whose
 * neighbourhood changes are written: each such write ends what the person's devices were subscribed to.
 */
export async function placeResidents(
  tx: EntityManager,
  townId: string,
  neighbourhoods: readonly { id: string; name: string; polygon: MultiPolygon }[],
) {
  const areas = neighbourhoods.map(toArea)
  const people = await tx
    .getKysely<InferKyselyDB<typeof Person>>()
    .selectFrom('person')
    .select(['id', 'neighbourhood_id', 'home_latitude', 'home_longitude'])
    .where('town_id', '=', townId)
    .where('home_latitude', 'is not', null)
    .where('home_longitude', 'is not', null)
    .execute()
  const residents = { placed: 0, moved: 0, tooFar: 0 }
  const moved = new Map<string, string[]>()
  for (const person of people) {
    const located = locateIn(areas, [Number(person.home_longitude), Number(person.home_latitude)])
    if (!located) {
      residents.tooFar++
      continue
    }
    residents.placed++
    if (located.id === person.neighbourhood_id) continue
    residents.moved++
    moved.set(located.id, [...(moved.get(located.id) ?? []), person.id])
  }
  for (const [neighbourhoodId, ids] of moved) {
    await tx.nativeUpdate(Person, { townId, id: ids }, { neighbourhoodId })
  }
  return residents
}
