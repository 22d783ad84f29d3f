import { QUERY_LIMITS } from '@vigie/schema'
import { measureDocument } from '@vigie/server/api/query/measure-document.ts'
import { buildApiSchema } from '@vigie/server/schema.ts'
import { getIntrospectionQuery, Lexer, parse, Source, TokenKind, validate } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../testkit/api.ts'
import { readAppDocuments } from '../testkit/app-documents.ts'
import type { Client } from '../testkit/client.ts'
import { createTestDatabase, type TestDatabase } from '../testkit/database.ts'
import { createTestTown } from '../testkit/town.ts'

let database: TestDatabase
let api: TestApi
let open: TestApi
let amina: Client
const schema = await buildApiSchema()

beforeAll(async () => {
  database = await createTestDatabase()
  api = await startTestApi(database, { introspection: false })
  open = await startTestApi(database, { introspection: true })
  const town = await createTestTown(api.app)
  amina = await api.signIn(town.amina.email)
})

afterAll(async () => {
  await open.close()
  await api.close()
  await database.drop()
})

const many = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ')

const nested = (depth: number): string => (depth === 1 ? 'a' : `a { ${nested(depth - 1)} }`)

const comments = 'comments(first: 50) { edges { node { id text createdAt author { id name role } } } }'
const alerts = (first: number | string) => `alerts(first: ${first}) { edges { node { id ${comments} } } }`

/** Just within each limit, and just beyond. */
const EDGES: [keyof typeof QUERY_LIMITS, string, string][] = [
  ['depth', `{ ${nested(12)} }`, `{ ${nested(13)} }`],
  ['aliases', `{ ${many(15, (i) => `a${i}: __typename`)} }`, `{ ${many(16, (i) => `a${i}: __typename`)} }`],
  [
    'aliases',
    `{ ...F ...F ...F } fragment F on Query { ${many(5, (i) => `a${i}: viewer { id }`)} }`,
    `{ ...F ...F ...F ...F } fragment F on Query { ${many(5, (i) => `a${i}: viewer { id }`)} }`,
  ],
  [
    'directives',
    `{ ${many(15, () => '... @skip(if: true) { __typename }')} }`,
    `{ viewer { id ${many(16, () => '@unknown')} } }`,
  ],
  ['repeatedFields', `{ viewer { ${many(21, () => 'id')} } }`, `{ viewer { ${many(22, () => 'id')} } }`],
  ['fields', `{ ${many(600, (i) => `f${i}`)} }`, `{ ${many(601, (i) => `f${i}`)} }`],
  ['cost', `{ ${alerts(50)} }`, `{ ${alerts(50)} ${alerts(50).replace('alerts', 'myAlerts')} }`],
  ['cost', `query ($n: Int!) { ${alerts('$n')} }`, `{ ${alerts(70)} }`],
  [
    'tokens',
    `{ alerts(filter: { neighbourhoodIds: [${many(1480, (i) => `${i}`)}] }) { streamCursor } }`,
    `{ alerts(filter: { neighbourhoodIds: [${many(1500, (i) => `${i}`)}] }) { streamCursor } }`,
  ],
]

const COSTLY_STREAM = `subscription {
  alertStream { event { alert { ${comments.replace('50', '5000')} } } }
}`

async function post(query: unknown, at = api, variables: object = {}) {
  const answer = await at
    .stranger()
    .fetch('/graphql', Array.isArray(query) ? query : { query, variables }, { cookie: amina.cookie })
  const { errors } = (await answer.json()) as {
    errors?: { message: string; extensions: Record<string, unknown> }[]
  }
  return { status: answer.status, errors: errors ?? [] }
}

describe.each(EDGES)('the limit of %s', (limit, within, beyond) => {
  test('is named by its refusal over HTTP', async () => {
    const { status, errors } = await post(beyond)
    expect(status).toBe(400)
    expect(errors[0]?.extensions).toEqual({
      code: 'QUERY_TOO_LARGE',
      permanent: true,
      limit,
      max: QUERY_LIMITS[limit],
    })
    expect(errors[0]?.message).toMatch(/^Requête refusée\u202F: plus de [\d\u202F]+ \p{L}/u)
    const inside = await post(within, api, { n: 50 })
    expect(inside.errors.map((it) => it.extensions.code)).not.toContain('QUERY_TOO_LARGE')
  })

  test('is the same over the websocket', async () => {
    const document = limit === 'cost' ? COSTLY_STREAM : beyond.replace(/^\{/, 'subscription {')
    const [refusal] = await amina.stream(document).failed
    expect(refusal?.extensions).toMatchObject({ code: 'QUERY_TOO_LARGE', limit })
  })
})

test('without the guard, what is refused would be taken (control)', () => {
  const taken = EDGES.filter(([, , beyond]) => validate(schema, parse(beyond)).length === 0)
  expect(taken.map(([limit]) => limit)).toEqual([
    'aliases',
    'aliases',
    'repeatedFields',
    'cost',
    'cost',
    'tokens',
  ])
})

test('fragments that double do not hide what they hold', async () => {
  const doubling = many(40, (i) => `fragment F${i} on Viewer { ...F${i + 1} ...F${i + 1} }`)
  const query = `{ viewer { ...F0 } } ${doubling} fragment F40 on Viewer { id }`
  expect((await post(query)).errors[0]?.extensions).toMatchObject({ code: 'QUERY_TOO_LARGE' })
})

test('fragments that go round in circles are refused, by validation', async () => {
  const query = '{ viewer { ...A } } fragment A on Viewer { ...B } fragment B on Viewer { ...A }'
  const { status, errors } = await post(query)
  expect([status, errors[0]?.extensions.code]).toEqual([400, 'BAD_REQUEST'])
})

test('many operations in one request are refused as a batch', async () => {
  const { status, errors } = await post([{ query: '{ __typename }' }, { query: '{ __typename }' }])
  expect([status, errors[0]?.extensions.code]).toEqual([400, 'BAD_REQUEST'])
  expect(errors[0]?.message).toContain('lots')
})

describe('a stranger learns nothing of the schema', () => {
  test.each([
    ['{ __schema { types { name } } }'],
    ['{ __type(name: "Alert") { name } }'],
    ['query { ...F } fragment F on Query { x: __schema { types { name } } }'],
  ])('%s', async (query) => {
    const closed = await post(query)
    expect([closed.status, closed.errors[0]?.extensions.code]).toEqual([400, 'BAD_REQUEST'])
    const [refusal] = await amina.stream(query).failed
    expect(refusal?.message).toContain('schéma')
    expect((await post(query, open)).errors).toEqual([])
  })

  test.each([
    ['{ viewer { nam } }'],
    ['{ alerts(firs: 1) { streamCursor } }'],
    ['query ($f: AlertFilte) { alerts(filter: $f) { streamCursor } }'],
    ['{ alerts(filter: { statuses: [REPORTE] }) { streamCursor } }'],
    ['{ ... on Quer { viewer { id } } }'],
  ])('from a typing error: %s', async (query) => {
    const shown = (errors: { message: string }[]) => JSON.stringify(errors)
    expect(shown((await post(query)).errors)).not.toMatch(/did you mean/i)
    const [refusal] = await amina.stream(query.replace(/^(query)?/, 'subscription')).failed
    expect(shown(refusal ? [refusal] : [])).not.toMatch(/did you mean/i)
    // Control: where the schema is open, the help is there.
    expect(shown((await post(query, open)).errors)).toMatch(/did you mean/i)
  })

  test('and where the schema is open, circles through it are refused', async () => {
    expect((await post(getIntrospectionQuery(), open)).errors).toEqual([])
    const circle = '{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }'
    const { status, errors } = await post(circle, open)
    expect([status, errors[0]?.extensions.code]).toEqual([400, 'BAD_REQUEST'])
    expect(errors[0]?.message).toBe('Maximum introspection depth exceeded')
  })
})

test.each([...readAppDocuments()])(
  'the app’s own %s takes less than half of every limit',
  (_name, source) => {
    const lexer = new Lexer(new Source(source))
    let tokens = 0
    while (lexer.advance().kind !== TokenKind.EOF) tokens++
    const measured = { ...measureDocument(schema, parse(source), false), tokens }
    for (const [limit, max] of Object.entries(QUERY_LIMITS)) {
      expect([limit, measured[limit as keyof typeof QUERY_LIMITS] <= max / 2]).toEqual([limit, true])
    }
  },
)
