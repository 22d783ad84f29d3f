import { readFileSync } from 'node:fs'
import { UnusableFile } from '@vigie/server/communities/geojson-file.ts'
import { importTown, type TownImport } from '@vigie/server/communities/import-town.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../testkit/app.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'

let database: TestDatabase
let app: TestApp
/** Each test has a town of its own. */
let inseeCode: string
let towns = 0

beforeAll(async () => {
  database = await createTestDatabase()
  app = await openTestApp(database)
})

afterAll(async () => {
  await app.close()
  await database.drop()
})

beforeEach(() => {
  inseeCode = String(10_000 + ++towns)
})

const file = (name: string) =>
  readFileSync(new URL(`../../fixtures/geo/${name}.geojson`, import.meta.url), 'utf8')

const run = (name: string, more: Partial<TownImport> = {}) =>
  importTown(app.acrossTowns, { inseeCode, name: 'Essai', neighbourhoods: file(name), ...more })

const kept = () =>
  database.sql<{ id: string; name: string; polygon: unknown; version: string }>(
    `select n.id, n.name, n.polygon, t.neighbourhoods_version as version
     from neighbourhood n join town t on t.id = n.town_id where t.insee_code = $1 order by n.name`,
    [inseeCode],
  )

const names = async () => (await kept()).map(({ name }) => name)

describe('a town comes in', () => {
  test('with its neighbourhoods, their parts and their holes', async () => {
    const report = await run('town', { boundary: file('boundary'), policePhone: '01 99 00 12 34' })
    expect(report).toMatchObject({
      changed: true,
      town: { inseeCode, name: 'Essai', outcome: 'created' },
      nameProperty: 'nom',
      refused: [],
      overlaps: [],
    })
    expect(await names()).toEqual(['Bord du lac', 'Centre', 'La Gare', 'Les Îles'])
    const [lake, , , islands] = await kept()
    expect(lake?.polygon).toMatchObject({ type: 'MultiPolygon', coordinates: [[{}, {}]] })
    expect(islands?.polygon).toMatchObject({ type: 'MultiPolygon', coordinates: [[{}], [{}]] })
    const [town] = await database.sql('select * from town where insee_code = $1', [inseeCode])
    expect(town).toMatchObject({ police_phone: '01 99 00 12 34', boundary: { type: 'MultiPolygon' } })
  })

  test('from one feature', async () => {
    await run('one-feature')
    expect(await names()).toEqual(['Centre'])
  })

  test('from a file that begins with a byte order mark', async () => {
    await run('with-byte-order-mark')
    expect(await names()).toEqual(['Centre', 'La Gare'])
  })

  test('from a file whose old crs member says WGS 84', async () => {
    await run('old-crs-member')
    expect(await names()).toEqual(['Centre'])
  })

  test('with names from whichever property holds them, and that is said', async () => {
    const report = await run('other-name-property')
    expect(report.nameProperty).toBe('L_QU')
    expect(await names()).toEqual(['Centre', 'La Gare'])
  })

  test('with names from the property that is asked for', async () => {
    const report = await run('other-name-property', { nameProperty: 'surface' })
    expect(report.nameProperty).toBe('surface')
    expect(await names()).toEqual(['12', '9'])
  })
})

describe('an import that is repeated', () => {
  test('doubles nothing and changes nothing', async () => {
    await run('town')
    const before = await kept()
    const report = await run('town')
    expect(report.town.outcome).toBe('updated')
    expect(report.imported.map(({ outcome }) => outcome)).toEqual(Array(4).fill('unchanged'))
    expect(await kept()).toEqual(before)
  })

  test('finds neighbourhoods by name whatever its case, keeps their ids and takes the new lines', async () => {
    await run('town')
    const before = new Map((await kept()).map((row) => [row.name, row]))
    const report = await run('redrawn')
    const after = new Map((await kept()).map((row) => [row.name, row]))
    expect([...after.keys()].sort()).toEqual(['Bord du lac', 'CENTRE', 'La gare', 'Les Îles'])
    expect(after.get('CENTRE')?.id).toBe(before.get('Centre')?.id)
    expect(after.get('CENTRE')?.polygon).not.toEqual(before.get('Centre')?.polygon)
    expect(report.imported.map(({ outcome }) => outcome)).toEqual(['updated', 'updated', 'unchanged'])
  })

  test('keeps a neighbourhood that the file no longer names, and says so', async () => {
    await run('town')
    const report = await run('redrawn')
    expect(report.kept.map(({ name }) => name)).toEqual(['Bord du lac'])
  })

  test('keeps the boundary and the numbers that it does not give', async () => {
    await run('town', { boundary: file('boundary'), policePhone: '01 99 00 12 34' })
    const report = await run('every-refusal')
    expect(report.refused.map(({ name, reason }) => [name, reason])).toContainEqual([
      'Ailleurs',
      'OUTSIDE_BOUNDARY',
    ])
    const [town] = await database.sql('select police_phone from town where insee_code = $1', [inseeCode])
    expect(town).toEqual({ police_phone: '01 99 00 12 34' })
  })

  test('at the same time as another one doubles nothing either', async () => {
    await Promise.all([run('town'), run('town'), run('town')])
    expect(await names()).toEqual(['Bord du lac', 'Centre', 'La Gare', 'Les Îles'])
  })
})

describe('a dry run', () => {
  test('tells everything and keeps nothing', async () => {
    const report = await run('town', { dryRun: true })
    expect(report).toMatchObject({ changed: false, town: { outcome: 'created' } })
    expect(report.imported).toHaveLength(4)
    expect(await database.sql('select 1 from town where insee_code = $1', [inseeCode])).toEqual([])
  })
})

describe('a feature is refused by name and with its reason, and the others come in', () => {
  const refusals = async () => {
    const report = await run('every-refusal', { boundary: file('boundary') })
    return { report, byIndex: new Map(report.refused.map((it) => [it.index, it])) }
  }

  test.each([
    [1, 'Nœud papillon', 'SELF_CROSSING', /crosses or touches itself at 2.015, 48.005/],
    [2, null, 'NO_NAME', /no name/],
    [3, 'Le Moulin', 'NAME_GIVEN_TWICE', /features 3, 4/],
    [4, 'le MOULIN', 'NAME_GIVEN_TWICE', /features 3, 4/],
    [5, 'À l’envers', 'SWAPPED', /latitude and longitude swapped/],
    [6, 'Ailleurs', 'OUTSIDE_BOUNDARY', /outside the town’s boundary/],
    [7, 'Un point', 'WRONG_TYPE', /is a Point/],
    [8, 'Sans forme', 'EMPTY', /no geometry/],
    [9, 'Deux points', 'TOO_FEW_POINTS', /fewer than four points/],
    [10, 'Trou sorti', 'HOLE_OUTSIDE', /hole/],
    [11, 'Lambert', 'NOT_DEGREES', /652000, 6862000/],
    [12, 'Sans nombre', 'EMPTY', /not positions/],
    [13, 'Mouchoir', 'EMPTY', /100 m²/],
  ])('feature %i, %s: %s', async (index, name, reason, message) => {
    const { byIndex } = await refusals()
    expect(byIndex.get(index)).toEqual({ index, name, reason, message: expect.stringMatching(message) })
  })

  test('what is merely odd comes in with a note', async () => {
    const { report } = await refusals()
    expect(report.imported.map(({ name, notes }) => [name, notes])).toEqual([
      ['Centre', []],
      ['Anneau ouvert', ['a ring was not closed; it has been']],
      ['À cheval', ['lies outside the town’s boundary with 29 % of its area']],
    ])
    expect(await names()).toEqual(['Anneau ouvert', 'Centre', 'À cheval'])
  })

  test('swapped, without a boundary: it would lie in France the right way round', async () => {
    const report = await run('swapped')
    expect(report.refused.map(({ reason }) => reason)).toEqual(['SWAPPED', 'SWAPPED'])
  })

  test('outside France, without a boundary', async () => {
    const report = await run('outside-france')
    expect(report.refused).toMatchObject([{ name: 'Bruxelles', reason: 'OUTSIDE_FRANCE' }])
    expect(await names()).toEqual(['Centre'])
  })

  test('one that the town has already stays as it was, and is not called unnamed', async () => {
    await run('town')
    const before = await kept()
    const report = await run('town', { neighbourhoods: file('town').replace('[2.01,48]', '[2.005,48.02]') })
    expect(report.refused.map(({ name }) => name)).toEqual(['Centre'])
    expect(report.kept).toEqual([])
    expect(await kept()).toEqual(before)
  })

  test('when all are refused nothing is changed, not even the town’s name', async () => {
    await run('town')
    const report = await run('swapped', { name: 'Autre nom' })
    expect(report).toMatchObject({ changed: false, imported: [] })
    expect(await database.sql('select name from town where insee_code = $1', [inseeCode])).toEqual([
      { name: 'Essai' },
    ])
  })
})

describe('neighbourhoods that overlap come in, and that is said', () => {
  test('two of the file', async () => {
    const report = await run('overlapping')
    expect(report.overlaps).toMatchObject([{ names: ['Centre', 'La Gare'], share: expect.closeTo(0.2, 2) }])
  })

  test('one of the file and one that was kept', async () => {
    await run('town')
    const { features } = JSON.parse(file('overlapping')) as { features: unknown[] }
    const report = await run('town', { neighbourhoods: JSON.stringify(features[0]) })
    expect(report.kept.map(({ name }) => name)).toEqual(['Bord du lac', 'La Gare', 'Les Îles'])
    expect(report.overlaps).toMatchObject([{ names: ['La Gare', 'Centre'], share: expect.closeTo(0.2, 2) }])
  })
})

describe('a file that cannot be used changes nothing', () => {
  test.each([
    ['broken off', 'broken', {}, /not valid JSON/],
    ['in Lambert-93', 'lambert-93', {}, /EPSG::2154, not in WGS 84/],
    ['without the property asked for', 'town', { nameProperty: 'lieu' }, /no.*"lieu".*nom/i],
    [
      'with a boundary of several features',
      'town',
      { boundary: file('town') },
      /one feature; the file holds 4/,
    ],
    ['with a boundary that is swapped', 'town', { boundary: swappedFeature() }, /boundary.*swapped/],
  ])('%s', async (_what, name, more, message) => {
    const attempt = run(name, more)
    await expect(attempt).rejects.toThrow(message)
    await expect(attempt).rejects.toBeInstanceOf(UnusableFile)
    expect(await names()).toEqual([])
  })
})

function swappedFeature(): string {
  const { features } = JSON.parse(file('swapped')) as { features: unknown[] }
  return JSON.stringify(features[0])
}
