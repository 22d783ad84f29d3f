import { reportAlert } from '@vigie/server/alerts/report-alert.ts'
import { asViewer } from '@vigie/server/identity/context.ts'
import { newId } from '@vigie/server/platform/ids.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../testkit/api.ts'
import type { Client } from '../../testkit/client.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'
import { aReport } from '../../testkit/report.ts'
import { createTestTown, type TestTown } from '../../testkit/town.ts'

let database: TestDatabase
let api: TestApi
let town: TestTown
let elsewhere: TestTown
let amina: Client
let bernard: Client
let police: Client

beforeAll(async () => {
  database = await createTestDatabase()
  api = await startTestApi(database)
  town = await createTestTown(api.app)
  elsewhere = await createTestTown(api.app, '14002')
  amina = await api.signIn(town.amina.email)
  bernard = await api.signIn(town.bernard.email)
  police = await api.signIn(town.police.email)
})

afterAll(async () => {
  await api.close()
  await database.drop()
})

interface Page {
  ids: string[]
  next: string | null
}

const LIST = /* GraphQL */ `
  query List($first: Int! = 50, $after: String, $filter: AlertFilter) {
    list: alerts(first: $first, after: $after, filter: $filter) {
      pageInfo { hasNextPage endCursor } edges { node { id } } } }`
const MINE = /* GraphQL */ `
  query Mine($first: Int! = 50, $after: String) {
    list: myAlerts(first: $first, after: $after) {
      pageInfo { hasNextPage endCursor } edges { node { id } } } }`

async function pageOf(client: Client, query: string, variables: object = {}): Promise<Page> {
  const { list } = await client.ask<{ list: AlertPage }>(query, { ...variables })
  return {
    ids: list.edges.map((edge) => edge.node.id),
    next: list.pageInfo.hasNextPage ? list.pageInfo.endCursor : null,
  }
}

interface AlertPage {
  pageInfo: { hasNextPage: boolean; endCursor: string }
  edges: { node: { id: string } }[]
}

const idsOf = async (client: Client, filter: object = {}) => (await pageOf(client, LIST, { filter })).ids

async function report(by: TestTown['amina'], changes: Parameters<typeof aReport>[0] = {}): Promise<string> {
  const input = aReport(changes)
  await asViewer(by, () => reportAlert(api.app, by, input))
  return input.id
}

describe('a list read page by page', () => {
  let expected: string[]

  beforeAll(async () => {
    for (let n = 0; n < 23; n += 1) await report(town.chloe)
    // Many at the very same instant: only the id tells them apart.
    await database.sql(
      `update alert set reported_at = case when id < (select percentile_disc(0.7) within group (order by id) from alert)
         then timestamptz '2026-11-01 12:00:00.123+01' else timestamptz '2026-11-02 12:00:00.456+01' end`,
    )
    const rows = await database.sql<{ id: string }>('select id from alert order by reported_at desc, id desc')
    expected = rows.map((row) => row.id)
  })

  test('has no gap and no double while new ones arrive, newest first', async () => {
    const chloe = await api.signIn(town.chloe.email)
    const read: string[] = []
    let after: string | null = null
    do {
      const page: Page = await pageOf(chloe, LIST, { first: 4, after })
      expect(page.ids.length).toBeLessThanOrEqual(4)
      read.push(...page.ids)
      after = page.next
      await report(town.chloe)
    } while (after)
    expect(read).toEqual(expected)
  })

  test('gives more with a page by number, which doubles what was pushed down (control)', async () => {
    const page = (offset: number) =>
      database.sql<{ id: string }>(
        `select id from alert where neighbourhood_id = $1 order by reported_at desc, id desc offset $2 limit 4`,
        [town.east.id, offset],
      )
    const first = await page(0)
    await report(town.chloe)
    const second = await page(4)
    expect(second.some((row) => first.some((it) => it.id === row.id))).toBe(true)
  })

  test.each([0, -1, 51])('of %i rows is a bad request', async (first) => {
    for (const query of [LIST, MINE]) {
      const { errors } = await bernard.query(query, { first })
      expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_REQUEST', permanent: true })
    }
  })

  test.each(['garbage', Buffer.from(`1.${'-'.repeat(36)}`).toString('base64url')])(
    'after %s is a bad request',
    async (after) => {
      for (const query of [LIST, MINE]) {
        const { errors } = await bernard.query(query, { after })
        expect(errors?.[0]?.extensions.code).toBe('BAD_REQUEST')
      }
    },
  )
})

describe('a list that is narrowed', () => {
  test('by category, status and period shows what fits all of them', async () => {
    const theft = await report(town.amina, { category: 'BURGLARY' })
    const noise = await report(town.amina, { category: 'NUISANCE' })
    await database.sql(
      `update alert set status = 'RESOLVED', reported_at = '2026-10-01T12:00:00Z' where id = $1`,
      [noise],
    )
    expect(await idsOf(bernard, { categories: ['BURGLARY'] })).toEqual([theft])
    expect(await idsOf(bernard, { categories: ['BURGLARY', 'NUISANCE'] })).toEqual([theft, noise])
    expect(await idsOf(bernard, { categories: ['BURGLARY'], statuses: ['RESOLVED'] })).toEqual([])
    expect(await idsOf(bernard, { statuses: ['RESOLVED'] })).toEqual([noise])
    const [from, to] = ['2026-10-01T12:00:00.000Z', '2026-10-01T12:00:00.001Z']
    expect(await idsOf(bernard, { from, to })).toEqual([noise])
    expect(await idsOf(bernard, { from: to, to: '2026-10-02T00:00:00Z' })).toEqual([])
    expect(await idsOf(bernard, { to: from })).toEqual([])
  })

  test('by neighbourhood shows it to those who see it, and nothing to others', async () => {
    const west = await report(town.amina)
    const east = await report(town.chloe)
    expect(await idsOf(police, { neighbourhoodIds: [town.east.id] })).toContain(east)
    expect(await idsOf(police, { neighbourhoodIds: [town.east.id] })).not.toContain(west)
    expect(await idsOf(police, { neighbourhoodIds: [] })).toContain(west)
    expect(await idsOf(bernard, { neighbourhoodIds: [town.east.id] })).toEqual([])
    expect(await idsOf(bernard, { neighbourhoodIds: [town.west.id, town.east.id] })).toContain(west)
    expect(await idsOf(police, { neighbourhoodIds: [elsewhere.west.id, newId()] })).toEqual([])
  })

  test('by what is no neighbourhood at all shows nothing, and is no fault', async () => {
    for (const client of [police, bernard]) {
      expect(await idsOf(client, { neighbourhoodIds: ['nowhere', "'; drop table alert; --"] })).toEqual([])
    }
  })

  test.each(['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])('from %s is no fault', async (from) => {
    await idsOf(police, { from })
  })
})

describe('what somebody reported', () => {
  test('is all there under « mine », wherever it was, and nothing of others', async () => {
    const here = await report(town.amina)
    const there = await report(town.amina, { positionSource: 'PIN', coordinates: town.east.inside })
    const foreign = await report(town.bernard)
    const mine = (await pageOf(amina, MINE)).ids
    expect(mine.slice(0, 2)).toEqual([there, here])
    expect(mine).not.toContain(foreign)
    expect(await idsOf(amina)).not.toContain(there)
  })
})

describe('an alert by its id', () => {
  const ALERT = 'query One($id: ID!) { alert(id: $id) { id } }'

  test('is there for those who see it, and for all others as if there were none', async () => {
    const id = await report(town.amina)
    const found = async (email: string, wanted = id) =>
      (await (await api.signIn(email)).query(ALERT, { id: wanted })).data
    for (const who of [town.amina, town.bernard, town.moderator, town.agent, town.police]) {
      expect(await found(who.email)).toEqual({ alert: { id } })
    }
    for (const who of [town.chloe, elsewhere.amina, elsewhere.police, elsewhere.moderator]) {
      expect(await found(who.email)).toEqual({ alert: null })
    }
    expect(await found(town.police.email, newId())).toEqual({ alert: null })
    expect(await found(town.police.email, 'no id')).toEqual({ alert: null })
  })
})
