import { serverAudits } from 'graphql-http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../testkit/api.ts'
import { createTestDatabase, type TestDatabase } from '../testkit/database.ts'

let database: TestDatabase
let api: TestApi

beforeAll(async () => {
  database = await createTestDatabase()
  // The audit asks about `__type`: introspection is on, as it is in the demo.
  api = await startTestApi(database, { introspection: true })
})

afterAll(async () => {
  await api.close()
  await database.drop()
})

/** What the server MAY do and does not: a query by GET needs a header that no form of another site can send. */
const LEFT_OUT = [
  'MAY accept application/x-www-form-urlencoded formatted GET requests',
  'MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/graphql-response+json',
  'MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/json',
]

async function audit(url: string) {
  const results = await Promise.all(serverAudits({ url }).map((it) => it.fn()))
  const of = (level: string) => {
    const all = results.filter(({ name }) => name.startsWith(`${level} `) && !name.startsWith('MAY NOT'))
    const failed = all.filter(({ status }) => status !== 'ok').map(({ name }) => name)
    return { passed: all.length - failed.length, of: all.length, failed }
  }
  return { must: of('MUST'), should: of('SHOULD'), may: of('MAY') }
}

test('GraphQL over HTTP: every MUST, every SHOULD, and what it MAY leave out', async () => {
  const { must, should, may } = await audit(`${api.url}/graphql`)
  for (const [level, it] of Object.entries({ MUST: must, SHOULD: should, MAY: may })) {
    console.log(`graphql-http audit: ${it.passed} of ${it.of} ${level}`)
  }
  expect(must).toEqual({ passed: 13, of: 13, failed: [] })
  expect(should).toEqual({ passed: should.of, of: should.of, failed: [] })
  expect(should.of).toBeGreaterThanOrEqual(23)
  expect(may.failed).toEqual(LEFT_OUT)
})

test('the audit sees a server that does not keep to it (control)', async () => {
  const { must } = await audit(`${api.url}/healthz`)
  expect(must.passed).toBeLessThan(5)
})
