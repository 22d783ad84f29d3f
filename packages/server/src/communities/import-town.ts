import type { FeatureCollection, MultiPolygon } from 'geojson'
import { type EntityManager, inTransaction, type Orm } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { type AcceptedFeature, checkFeatures, checkInFrance } from './check-features.ts'
import { checkPolygon } from './check-polygon.ts'
import { communityTables } from './communities.reads.ts'
import { readGeoJson, UnusableFile } from './geojson-file.ts'
import type { ImportedNeighbourhood, ImportReport } from './import-report.ts'
import { Neighbourhood } from './neighbourhood.entity.ts'
import { chooseNameProperty, nameKey } from './neighbourhood-name.ts'
import { placeResidents } from './place-residents.ts'
import { findOverlaps } from './polygon-overlap.ts'
import { Town } from './town.entity.ts'

export interface TownImport {
  inseeCode: string
  name: string
  /** Text of a GeoJSON file. */
  neighbourhoods: string
  /** Property that holds the names; guessed when it is not given. */
  nameProperty?: string
  /** Text of a GeoJSON file with one polygon; what was imported before stays when it is not given. */
  boundary?: string
  policePhone?: string
  townHallPhone?: string
  contactEmail?: string
  backdrop?: FeatureCollection
  /** Report what would happen, and keep nothing. */
  dryRun?: boolean
}

/** Ends a transaction whose result is wanted but not its effects. */
class Rollback extends Error {}

/**
 * Brings a town and its neighbourhoods in, or up to date: check every feature → one transaction that writes the
 * town, creates or updates the neighbourhoods by name, and places the residents anew. Repeated, it changes
 * nothing. A neighbourhood that the file does not name is kept: residents and alerts hang on it. When every
 * feature is refused nothing is changed.
 * @throws UnusableFile when a file cannot be used as a whole; nothing is changed then
 */
export async function importTown(orm: Orm, input: TownImport): Promise<ImportReport> {
  let done: TownWritten | undefined
  let changed = false
  await inTransaction(orm, async (tx) => {
    done = await writeTownImport(tx, input)
    changed = done.imported.length > 0 && !input.dryRun
    if (!changed) throw new Rollback()
  }).catch((error: unknown) => {
    if (!(error instanceof Rollback)) throw error
  })
  if (!done) throw new Error('the import ended without a report')
  const { neighbourhoods, ...report } = done
  return { ...report, changed, overlaps: findOverlaps(neighbourhoods) }
}

/** What was written, with all neighbourhoods that the town has now. */
export interface TownWritten extends Omit<ImportReport, 'changed' | 'overlaps'> {
  neighbourhoods: { id: string; name: string; polygon: MultiPolygon }[]
}

/** The same in the caller's transaction. */
export async function writeTownImport(tx: EntityManager, input: TownImport): Promise<TownWritten> {
  const features = readGeoJson(input.neighbourhoods)
  const nameProperty = chooseNameProperty(features, input.nameProperty)
  const given = input.boundary === undefined ? null : readBoundary(input.boundary)
  const { town, boundary, outcome } = await writeTown(tx, input, given)
  const { accepted, refused } = checkFeatures(features, nameProperty, boundary)
  const { imported, kept, neighbourhoods } = await writeNeighbourhoods(tx, town.id, accepted)
  const named = new Set(refused.map(({ name }) => nameKey(name ?? '')))
  const unnamed = kept.filter(({ name }) => !named.has(nameKey(name)))
  const residents = await placeResidents(tx, town.id, neighbourhoods)
  return {
    town: { ...town, outcome },
    nameProperty,
    imported,
    refused,
    kept: unnamed,
    residents,
    neighbourhoods,
  }
}

function readBoundary(text: string): MultiPolygon {
  const features = readGeoJson(text)
  const [feature] = features
  if (!feature || features.length > 1) {
    throw new UnusableFile(`The boundary must be one feature; the file holds ${features.length}.`)
  }
  const checked = checkPolygon(feature.geometry)
  if ('reason' in checked) throw new UnusableFile(`The boundary ${checked.message}.`)
  const placed = checkInFrance(checked.polygon)
  if ('reason' in placed) throw new UnusableFile(`The boundary ${placed.message}.`)
  return checked.polygon
}

/** The town's row, locked until the end: a second import of the same town waits for this one. */
async function writeTown(tx: EntityManager, input: TownImport, boundary: MultiPolygon | null) {
  const { inseeCode, name, policePhone, townHallPhone, contactEmail, backdrop } = input
  const id = newId()
  const given = { policePhone, townHallPhone, contactEmail, boundary: boundary ?? undefined, backdrop }
  const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const made = await communityTables(tx)
    .insertInto('town')
    .values({ id, insee_code: inseeCode, name })
    .onConflict((conflict) => conflict.column('insee_code').doNothing())
    .returning('id')
    .executeTakeFirst()
  await tx.nativeUpdate(Town, { inseeCode }, { name, ...changes })
  const row = await communityTables(tx)
    .selectFrom('town')
    .select(['id', 'boundary'])
    .where('insee_code', '=', inseeCode)
    .executeTakeFirstOrThrow()
  const outcome: 'created' | 'updated' = made ? 'created' : 'updated'
  return { town: { id: row.id, inseeCode, name }, boundary: row.boundary, outcome }
}

async function writeNeighbourhoods(tx: EntityManager, townId: string, accepted: AcceptedFeature[]) {
  const before = await communityTables(tx)
    .selectFrom('neighbourhood')
    .select(['id', 'name', 'polygon'])
    .where('town_id', '=', townId)
    .orderBy('name')
    .execute()
  const byKey = new Map(before.map((row) => [nameKey(row.name), row]))
  const imported: ImportedNeighbourhood[] = []
  const given: TownWritten['neighbourhoods'] = []
  for (const { index, name, polygon, notes } of accepted) {
    const row = byKey.get(nameKey(name))
    const id = row?.id ?? newId()
    const same =
      row?.name === name && JSON.stringify(row.polygon.coordinates) === JSON.stringify(polygon.coordinates)
    if (!row) await tx.insert(Neighbourhood, { townId, id, name, polygon })
    else if (!same) await tx.nativeUpdate(Neighbourhood, { townId, id }, { name, polygon })
    const outcome = !row ? 'created' : same ? 'unchanged' : 'updated'
    imported.push({ index, id, name, outcome, notes })
    given.push({ id, name, polygon })
  }
  if (imported.some(({ outcome }) => outcome !== 'unchanged')) {
    await tx.nativeUpdate(Town, { id: townId }, { neighbourhoodsVersion: newId() })
  }
  const named = new Set(imported.map(({ id }) => id))
  const kept = before.filter(({ id }) => !named.has(id))
  return {
    imported,
    kept: kept.map(({ id, name }) => ({ id, name })),
    neighbourhoods: [...kept, ...given],
  }
}
