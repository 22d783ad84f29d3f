import { CompiledQueries } from '@vigie/server/api/query/compiled-queries.ts'
import { newId } from '@vigie/server/platform/ids.ts'
import { buildApiSchema } from '@vigie/server/schema.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../testkit/api.ts'
import type { Client } from '../../testkit/client.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'
import { leaveNoRoom } from '../../testkit/no-room.ts'
import { FEED, HANDLE, REPORT } from '../../testkit/operations.ts'
import { aReport } from '../../testkit/report.ts'
import { createTestTown, type TestTown } from '../../testkit/town.ts'

let database: TestDatabase
let api: TestApi
let town: TestTown
let amina: Client
let bernard: Client
let police: Client

beforeAll(async () => {
  database = await createTestDatabase()
  api = await startTestApi(database)
  town = await createTestTown(api.app)
  amina = await api.signIn(town.amina.email)
  bernard = await api.signIn(town.bernard.email)
  police = await api.signIn(town.police.email)
  for (let n = 0; n < 3; n += 1) {
    const report = aReport({ positionSource: 'GPS', coordinates: town.west.inside, photoIds: [newId()] })
    await amina.ask(REPORT, { input: report })
    await police.ask(HANDLE, {
      input: { id: newId(), alertId: report.id, onTheWay: true, note: 'Pour vous.' },
    })
  }
})

afterAll(async () => {
  await api.close()
  await database.drop()
})

const EVERYTHING = /* GraphQL */ `
  query Everything($first: Int!, $more: Boolean!) {
    viewer { __typename name neighbourhood { name polygon } }
    alerts(first: $first) {
      pageInfo { hasNextPage endCursor }
      edges { cursor node { ...Row reach @include(if: $more) { neighbours } comments { edges { node { text } } } } }
    }
  }
  fragment Row on Alert {
    __typename id what: description mine claimedAt reportedAt status commentCount
    position { latitude longitude exact radius }
    cap { severity urgency } photos { id status url width } handling { status at note by { name role } }
  }
`

/** The same question, asked often enough to be compiled: what came as status, type and body. */
async function answersOf(client: Client, question: object, headers: Record<string, string> = {}) {
  const answers = []
  for (let n = 0; n < 5; n += 1) {
    const answer = await client.fetch('/graphql', question, headers)
    answers.push([answer.status, answer.headers.get('content-type'), JSON.parse(await answer.text())])
  }
  return answers
}

describe('a query that is asked again and again has one answer', () => {
  const questions: [string, object][] = [
    ['of every kind of field', { query: EVERYTHING, variables: { first: 2, more: true } }],
    ['with what is left out', { query: EVERYTHING, variables: { first: 50, more: false } }],
    ['of one operation of several', { query: `${FEED} query Me { viewer { name } }`, operationName: 'Me' }],
    ['that lacks a variable', { query: EVERYTHING, variables: { first: 2 } }],
    ['with a variable of another type', { query: EVERYTHING, variables: { first: 'two', more: true } }],
    ['with a page that is too large', { query: FEED, variables: { first: 51 } }],
    ['that is not valid', { query: '{ viewer { address } }' }],
    ['that names no operation of two', { query: 'query A { viewer { id } } query B { viewer { id } }' }],
  ]

  test.each(questions)('%s', async (_what, question) => {
    for (const client of [amina, bernard, police, api.stranger()]) {
      const [first, ...rest] = await answersOf(client, question)
      for (const other of rest) expect(other).toEqual(first)
    }
  })

  test.each(['application/graphql-response+json,application/json;q=0.9', 'application/json', '*/*'])(
    'as the client accepts it: %s',
    async (accept) => {
      const [first, ...rest] = await answersOf(amina, { query: '{ viewer { id } }' }, { accept })
      for (const other of rest) expect(other).toEqual(first)
    },
  )

  test('but sees what has changed, with the eyes of who asks', async () => {
    const question = { query: FEED, variables: { first: 50 } }
    const before = (await answersOf(bernard, question)).at(-1)?.[2]
    const report = aReport()
    await amina.ask(REPORT, { input: report })
    const after = (await answersOf(bernard, question)).at(-1)?.[2]
    expect(after.data.alerts.edges).toHaveLength(before.data.alerts.edges.length + 1)
    const hers = (await answersOf(amina, question)).at(-1)?.[2]
    expect(hers.data.alerts.edges[0].node).toMatchObject({ id: report.id, mine: true })
    expect(after.data.alerts.edges[0].node).toMatchObject({ id: report.id, mine: false })
  })
})

describe('a report that comes the short way', () => {
  const send = (input: object) => amina.query(REPORT, { input })

  beforeAll(async () => {
    for (let n = 0; n < 3; n += 1) await send(aReport())
  })

  test('is kept once and answered as ever', async () => {
    const input = aReport()
    expect((await send(input)).data?.reportAlert).toMatchObject({ repeated: false, alert: { id: input.id } })
    expect((await send(input)).data?.reportAlert).toMatchObject({ repeated: true, alert: { id: input.id } })
    expect((await send(aReport({ description: '' }))).data?.reportAlert).toMatchObject({
      field: 'description',
    })
    expect((await send({ ...aReport(), category: 'WEATHER' })).errors).toHaveLength(1)
  })

  test('meets a database without room once, and says so', async () => {
    const { attempts, makeRoom } = await leaveNoRoom(database)
    const answer = await amina.fetch('/graphql', { query: REPORT, variables: { input: aReport() } })
    await makeRoom()
    expect([answer.status, await answer.json()]).toMatchObject([
      503,
      { errors: [{ extensions: { code: 'UNAVAILABLE', permanent: false } }] },
    ])
    expect(await attempts()).toBe(1)
  })

  test('is asked again the long way when it fails, and is one all the same', async () => {
    await database.sql(`
      create sequence failures;
      create function fail_first() returns trigger language plpgsql as $$ begin
        if nextval('failures') = 1 then raise exception 'the first time fails'; end if;
        return null;
      end $$;
      grant usage on sequence failures to public;
      create trigger fail_first after insert on alert for each row execute function fail_first()`)
    const input = aReport()
    // As Apollo Client sends it: it names itself.
    const extensions = { clientLibrary: { name: '@apollo/client', version: '4.3.8' } }
    const question = { query: REPORT, variables: { input }, extensions }
    expect(await (await amina.fetch('/graphql', question)).json()).toMatchObject({
      data: { reportAlert: { repeated: false, alert: { id: input.id } } },
    })
    await database.sql('drop trigger fail_first on alert')
    expect(await database.sql('select 1 from alert_event where alert_id = $1', [input.id])).toHaveLength(1)
  })
})

test('what may not be asked twice is never compiled, nor are questions about the schema (control)', async () => {
  const queries = new CompiledQueries(await buildApiSchema())
  const often = (source: string) => [1, 2, 3, 4].map(() => queries.find(source, null) !== null)
  expect(often(EVERYTHING)).toEqual([false, false, true, true])
  expect(often(REPORT)).toEqual([false, false, true, true])
  expect(often(HANDLE)).toEqual([false, false, false, false])
  const two =
    'mutation Two($a: ReportAlertInput!) { a: reportAlert(input: $a) { __typename } b: reportAlert(input: $a) { __typename } }'
  expect(often(two)).toEqual([false, false, false, false])
  expect(often('{ __schema { types { name } } }')).toEqual([false, false, false, false])
  expect(often('{ viewer { address } }')).toEqual([false, false, false, false])
})
