import { readFileSync } from 'node:fs'
import { importTown } from '@vigie/server/communities/import-town.ts'
import { createAccount } from '@vigie/server/identity/create-account.ts'
import { inTransaction } from '@vigie/server/platform/db.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../testkit/api.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'
import { PASSWORD } from '../../testkit/town.ts'

let database: TestDatabase
let api: TestApi

const file = (name: string) =>
  readFileSync(new URL(`../../fixtures/geo/${name}.geojson`, import.meta.url), 'utf8')

const TOWN = /* GraphQL */ `
  query Town {
    town { inseeCode name policePhone boundary backdrop neighbourhoods { id name polygon } }
    viewer { name neighbourhood { name polygon } town { name } }
  }
`

beforeAll(async () => {
  database = await createTestDatabase()
  api = await startTestApi(database)
  const { town } = await importTown(api.app.acrossTowns, {
    inseeCode: '10001',
    name: 'Essai',
    neighbourhoods: file('town'),
    boundary: file('boundary'),
    policePhone: '01 99 00 12 34',
    backdrop: {
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { kind: 'street', name: 'Grande-Rue' },
          geometry: {
            type: 'LineString',
            coordinates: [
              [2, 48],
              [2.01, 48.01],
            ],
          },
        },
      ],
    },
  })
  const person = { townId: town.id, password: PASSWORD }
  await inTransaction(api.app.acrossTowns, async (tx) => {
    const home = { longitude: 2.005, latitude: 48.005 }
    await createAccount(api.app, tx, {
      ...person,
      name: 'Amina',
      email: 'a@essai.test',
      role: 'RESIDENT',
      home,
    })
    await createAccount(api.app, tx, {
      ...person,
      name: 'Nicolas',
      email: 'n@essai.test',
      role: 'POLICE_OFFICER',
    })
  })
  await importTown(api.app.acrossTowns, { inseeCode: '10001', name: 'Essai', neighbourhoods: file('town') })
})

afterAll(async () => {
  await api.close()
  await database.drop()
})

test('a member sees their town, its drawings and its neighbourhoods by name', async () => {
  const { data, errors } = await (await api.signIn('a@essai.test')).query(TOWN)
  expect(errors).toBeUndefined()
  expect(data).toMatchObject({
    town: {
      inseeCode: '10001',
      name: 'Essai',
      policePhone: '01 99 00 12 34',
      boundary: { type: 'MultiPolygon' },
      backdrop: { type: 'FeatureCollection', features: [{ properties: { name: 'Grande-Rue' } }] },
      neighbourhoods: ['Bord du lac', 'Centre', 'La Gare', 'Les Îles'].map((name) => ({
        name,
        polygon: { type: 'MultiPolygon' },
      })),
    },
    viewer: { name: 'Amina', neighbourhood: { name: 'Centre', polygon: {} }, town: { name: 'Essai' } },
  })
})

test('who does not live in the town has no neighbourhood', async () => {
  const { data } = await (await api.signIn('n@essai.test')).query(TOWN)
  expect(data).toMatchObject({ viewer: { name: 'Nicolas', neighbourhood: null, town: { name: 'Essai' } } })
})

test('who is not signed in is asked to', async () => {
  const { data, errors } = await api.stranger().query('{ town { name } }')
  expect(data).toBeNull()
  expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
})
