import { readFileSync } from 'node:fs'
import { readAreas } from '@vigie/server/communities/communities.reads.ts'
import { importTown } from '@vigie/server/communities/import-town.ts'
import { locateIn } from '@vigie/server/communities/locate-neighbourhood.ts'
import { createAccount } from '@vigie/server/identity/create-account.ts'
import { inTransaction } from '@vigie/server/platform/db.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../testkit/app.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'

let database: TestDatabase
let app: TestApp
let townId: string

beforeAll(async () => {
  database = await createTestDatabase()
  app = await openTestApp(database)
  townId = (await importFile('town')).town.id
})

afterAll(async () => {
  await app.close()
  await database.drop()
})

const importFile = (name: string) =>
  importTown(app.acrossTowns, {
    inseeCode: '10001',
    name: 'Essai',
    neighbourhoods: readFileSync(new URL(`../../fixtures/geo/${name}.geojson`, import.meta.url), 'utf8'),
  })

/** Hundredths of a degree from 2° E, 48° N, as in the fixtures. */
const at = (x: number, y: number) => ({ longitude: 2 + x / 100, latitude: 48 + y / 100 })

const resident = (name: string, home: { longitude: number; latitude: number } | null) =>
  inTransaction(app.acrossTowns, (tx) =>
    createAccount(app, tx, {
      townId,
      name,
      email: `${name}@essai.test`,
      password: 'correct horse battery',
      role: 'RESIDENT',
      home,
    }),
  )

const neighbourhoodOf = async (name: string) =>
  (
    await database.sql<{ name: string }>(
      `select n.name from person p join neighbourhood n on n.town_id = p.town_id and n.id = p.neighbourhood_id
       where p.name = $1`,
      [name],
    )
  )[0]?.name ?? null

const locate = async (x: number, y: number) =>
  locateIn(await readAreas(app.acrossTowns.em.fork(), townId), [2 + x / 100, 48 + y / 100])?.name ?? null

test('a point is looked up in the neighbourhoods as they are now', async () => {
  expect(await locate(1.2, 0.5)).toBe('La Gare')
  await importFile('redrawn')
  expect(await locate(1.2, 0.5)).toBe('CENTRE')
  await importFile('town')
  expect(await locate(1.2, 0.5)).toBe('La Gare')
  expect(await locate(300, 0.5)).toBeNull()
})

test('residents follow the lines that are drawn anew, and only those who live between them', async () => {
  await resident('between', at(1.2, 0.5))
  await resident('centre', at(0.5, 0.5))
  await resident('far', at(0.5, 80))
  await resident('homeless', null)
  const first = await importFile('town')
  expect(first.residents).toEqual({ placed: 2, moved: 2, tooFar: 1 })
  expect(await neighbourhoodOf('between')).toBe('La Gare')

  const second = await importFile('redrawn')
  expect(second.residents).toEqual({ placed: 2, moved: 1, tooFar: 1 })
  expect(await neighbourhoodOf('between')).toBe('CENTRE')
  expect(await neighbourhoodOf('centre')).toBe('CENTRE')
  expect(await neighbourhoodOf('far')).toBeNull()
  expect(await neighbourhoodOf('homeless')).toBeNull()
})

test('who was moved is written down as revoked for their live streams', async () => {
  const rows = await database.sql<{ name: string }>(
    'select p.name from revocation r join person p on p.id = r.person_id order by r.id',
  )
  expect(rows.map(({ name }) => name).sort()).toEqual(['between', 'between', 'centre'])
})
