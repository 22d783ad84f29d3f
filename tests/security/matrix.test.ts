import { createECDH, randomBytes } from 'node:crypto'
import { ROLES, type Role } from '@vigie/schema'
import {
  mayHandle,
  seesExactPosition,
  seesHandlingNotes,
  seesReach,
} from '@vigie/server/alerts/alert.policy.ts'
import { GRID_RADIUS_METRES, snapToGrid } from '@vigie/server/alerts/position-grid.ts'
import { reportAlert } from '@vigie/server/alerts/report-alert.ts'
import { asViewer } from '@vigie/server/identity/context.ts'
import { createAccount } from '@vigie/server/identity/create-account.ts'
import { fanOutAlert } from '@vigie/server/notifications/fan-out-alert.job.ts'
import { inTransaction } from '@vigie/server/platform/db.ts'
import { newId } from '@vigie/server/platform/ids.ts'
import { buildApiSchema } from '@vigie/server/schema.ts'
import type { GraphQLSchema } from 'graphql'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startTestApi, type TestApi } from '../testkit/api.ts'
import type { Answer, Client } from '../testkit/client.ts'
import { createTestDatabase, type TestDatabase } from '../testkit/database.ts'
import { aDevice, eventOf } from '../testkit/ledger.ts'
import { aReport } from '../testkit/report.ts'
import { createTestTown, PASSWORD, type TestTown } from '../testkit/town.ts'
import { type Answered, brokenRules, everything, fieldsOf, operationsOf } from './matrix.fields.ts'
import { EYES, type Eyes, FIELDS, OPERATIONS, type Outcome, type Standing } from './matrix.rules.ts'

vi.mock('@vigie/server/alerts/alert.policy.ts', { spy: true })

interface Actor {
  name: string
  eyes: Eyes
  client: Client
}

let database: TestDatabase
let api: TestApi
let schema: GraphQLSchema
let here: TestTown
const actors: Actor[] = []
/** An alert of the West with something in every field, and the stream's cursor from before it. */
const full = { id: newId(), after: '', point: { latitude: 48.90512, longitude: 0.10871 } }

beforeAll(async () => {
  database = await createTestDatabase()
  api = await startTestApi(database)
  schema = await buildApiSchema()
  here = await createTestTown(api.app, '14001')
  const there = await createTestTown(api.app, '14002')
  const places: Record<Standing, { townId: string; neighbourhoodId: string }> = {
    'its neighbourhood': { townId: here.id, neighbourhoodId: here.west.id },
    'another neighbourhood': { townId: here.id, neighbourhoodId: here.east.id },
    'another town': { townId: there.id, neighbourhoodId: there.west.id },
  }
  actors.push({ name: 'nobody signed in', eyes: 'STRANGER', client: api.stranger() })
  actors.push({ name: 'the author', eyes: 'AUTHOR', client: await api.signIn(here.amina.email) })
  for (const role of ROLES) {
    for (const standing of Object.keys(places) as Standing[]) {
      const client = await newcomer(role, places[standing])
      actors.push({ name: `${role}, ${standing}`, eyes: EYES[role][standing], client })
    }
  }
  await fillAlert()
})

afterAll(async () => {
  await api.close()
  await database.drop()
})

async function newcomer(role: Role, place: { townId: string; neighbourhoodId: string }): Promise<Client> {
  const email = `${newId()}@matrix.test`
  const account = { ...place, name: role, email, password: PASSWORD, role }
  await inTransaction(api.app.acrossTowns, (tx) => createAccount(api.app, tx, account))
  return api.signIn(email)
}

const report = (input = aReport()) => asViewer(here.amina, () => reportAlert(api.app, here.amina, input))

async function fillAlert(): Promise<void> {
  full.after = api.running.stream.cursor
  const photoId = newId()
  await report(aReport({ id: full.id, coordinates: full.point, positionSource: 'PIN', photoIds: [photoId] }))
  await fanOutAlert(api.app, { townId: here.id, eventId: await eventOf(database, full.id) })
  await database.sql(`update photo set status = 'READY', width = 4, height = 3 where id = $1`, [photoId])
  const [author, police] = [await api.signIn(here.amina.email), await api.signIn(here.police.email)]
  await ask(author, 'commentAlert', 'CommentAlertInput', { id: newId(), alertId: full.id, text: 'Vu.' })
  const step = { id: newId(), alertId: full.id, onTheWay: true, note: 'Patrouille.' }
  await ask(police, 'acknowledgeAlert', 'AcknowledgeAlertInput', step)
}

const ask = (client: Client, mutation: string, type: string, input: object) =>
  client.query(`mutation M($input: ${type}!) { it: ${mutation}(input: $input) { __typename } }`, { input })

const aSubscription = () => ({
  endpoint: `https://fcm.googleapis.com/fcm/send/${randomBytes(9).toString('base64url')}`,
  p256dh: createECDH('prime256v1').generateKeys('base64url'),
  auth: randomBytes(16).toString('base64url'),
})

/** What came of an answer whose one field is `it`. */
function outcomeOf({ data, errors }: Answer, done: (it: Answered) => boolean = () => true): Outcome {
  if (errors?.some(({ extensions }) => extensions.code === 'UNAUTHENTICATED')) return 'signed out'
  if (errors) throw new Error(JSON.stringify(errors))
  const it: unknown = data?.it
  if (!it) return 'nothing'
  const answered = it as Answered
  if (/^(Refused|InvalidInput)$/.test(String(answered.__typename))) return 'refused'
  return done(answered) ? 'done' : 'nothing'
}

const holdsAlert = (it: Answered) => JSON.stringify(it).includes(full.id)

/** Every operation, tried for real. */
const TRIES: Record<keyof typeof OPERATIONS, (actor: Actor) => Promise<Outcome>> = {
  'Query.alert': async ({ client }) =>
    outcomeOf(await client.query(`{ it: alert(id: "${full.id}") { id } }`)),
  'Query.alerts': async ({ client }) =>
    outcomeOf(await client.query('{ it: alerts(first: 50) { edges { node { id } } } }'), holdsAlert),
  'Query.myAlerts': async ({ client }) =>
    outcomeOf(await client.query('{ it: myAlerts(first: 50) { edges { node { id } } } }'), holdsAlert),
  'Query.town': async ({ client }) => outcomeOf(await client.query('{ it: town { id } }')),
  'Query.viewer': async ({ client }) => outcomeOf(await client.query('{ it: viewer { id } }')),
  'Query.welcome': async ({ client }) => outcomeOf(await client.query('{ it: welcome { townName } }')),
  'Mutation.reportAlert': async ({ client }) =>
    outcomeOf(await ask(client, 'reportAlert', 'ReportAlertInput', aReport())),
  'Mutation.commentAlert': async ({ client }) => {
    const input = { id: newId(), alertId: full.id, text: 'Vu.' }
    return outcomeOf(await ask(client, 'commentAlert', 'CommentAlertInput', input))
  },
  'Mutation.acknowledgeAlert': async ({ client }) => {
    const input = { id: newId(), alertId: full.id, onTheWay: true }
    return outcomeOf(await ask(client, 'acknowledgeAlert', 'AcknowledgeAlertInput', input))
  },
  'Mutation.resolveAlert': async ({ client }) => {
    const another = aReport()
    await report(another)
    const input = { id: newId(), alertId: another.id }
    return outcomeOf(await ask(client, 'resolveAlert', 'ResolveAlertInput', input))
  },
  'Mutation.savePushSubscription': async ({ client }) =>
    outcomeOf(await ask(client, 'savePushSubscription', 'PushSubscriptionInput', aSubscription())),
  'Mutation.removePushSubscription': async ({ client }) => {
    const endpoint = await aDevice(database, here.amina)
    return outcomeOf(await client.query(`mutation { it: removePushSubscription(endpoint: "${endpoint}") }`))
  },
  'Mutation.setLocale': async ({ client }) =>
    outcomeOf(await client.query('mutation { it: setLocale(locale: FR) { id } }')),
  'Subscription.alertStream': async ({ client, eyes }) => {
    if (eyes === 'STRANGER')
      return (await client.stream(streamed(' { id }')).closed) === 4401 ? 'signed out' : 'done'
    return (await eventsOf(client, ' { id }')).length > 0 ? 'done' : 'nothing'
  },
}

const streamed = (selection: string) =>
  `subscription S($after: String) { alertStream(after: $after) { event { alert ${selection} } } }`

/** The events of the alert that a phone which was away since before it gets. */
async function eventsOf(client: Client, selection: string): Promise<Answered[]> {
  const stream = client.stream(streamed(selection), { after: full.after })
  const shown = (frame: Answer): Answered | null =>
    (frame.data?.alertStream as { event: Answered | null } | undefined)?.event ?? null
  await stream.waitFor((frame) => frame.data !== null && shown(frame) === null)
  stream.stop()
  return stream.frames.flatMap((frame) => {
    const event = shown(frame)
    return event && holdsAlert(event) ? [event.alert as Answered] : []
  })
}

/** Every alert that this person gets, by each way there is, with all its fields. */
async function alertsSeenBy({ client, eyes }: Actor): Promise<Answered[]> {
  if (eyes === 'STRANGER') return []
  const all = everything(schema, 'Alert')
  const single = await client.query(`{ alert(id: "${full.id}") ${all} }`)
  const list = await client.query(`{ alerts(first: 50) { edges { node ${all} } } }`)
  const { edges } = (list.data?.alerts ?? { edges: [] }) as { edges: { node: Answered }[] }
  const found = [single.data?.alert, ...edges.map((it) => it.node), ...(await eventsOf(client, all))]
  return found.filter((it: Answered | null | undefined): it is Answered => it?.id === full.id)
}

const grid = { ...snapToGrid(full.point), exact: false, radius: GRID_RADIUS_METRES }

async function violations(): Promise<string[]> {
  const police = actors.find((it) => it.name === 'POLICE_OFFICER, its neighbourhood')
  const [truth] = police ? await alertsSeenBy(police) : []
  const found = await Promise.all(
    actors.map(async (actor) => {
      const seen = await alertsSeenBy(actor)
      const sees = OPERATIONS['Query.alert'][actor.eyes] === 'done'
      if (sees !== seen.length > 0) return [`${actor.name}: ${seen.length} alerts`]
      return seen.flatMap((it) => {
        const compared = { eyes: actor.eyes, truth, seen: it, grid }
        return brokenRules(schema, 'Alert', compared).map((field) => `${actor.name}: ${field}`)
      })
    }),
  )
  return [...new Set(found.flat())]
}

describe('the rules', () => {
  test('name every operation of the schema, and no other', () => {
    expect(operationsOf(schema).sort()).toEqual(Object.keys(OPERATIONS).sort())
  })

  test('name every field of the schema, and no other', () => {
    const ruled = Object.entries(FIELDS).flatMap(([type, fields]) =>
      Object.keys(fields).map((it) => `${type}.${it}`),
    )
    expect(fieldsOf(schema).sort()).toEqual(ruled.sort())
  })
})

describe('every field of an alert', () => {
  test('is seen by whom its rule names, whichever way the alert was reached', async () => {
    expect(await violations()).toEqual([])
  })

  test.each([
    ['seesHandlingNotes', vi.mocked(seesHandlingNotes), 'HandlingStep.note'],
    ['seesReach', vi.mocked(seesReach), 'Alert.reach'],
    ['seesExactPosition', vi.mocked(seesExactPosition), 'Position.latitude'],
  ])('without the policy %s it would show (control)', async (_name, check, field) => {
    check.mockReturnValue(true)
    const found = await violations()
    check.mockReset()
    expect(found).toContain(`RESIDENT, its neighbourhood: ${field}`)
    expect(found).toContain(`MODERATOR, another neighbourhood: ${field}`)
  })
})

describe('every operation, by every role, here and elsewhere', () => {
  const wrong = async (operations: (keyof typeof OPERATIONS)[]) => {
    const found: string[] = []
    for (const operation of operations) {
      const outcomes = await Promise.all(actors.map((actor) => TRIES[operation](actor)))
      for (const [at, { name, eyes }] of actors.entries()) {
        const [is, should] = [outcomes[at], OPERATIONS[operation][eyes]]
        if (is !== should) found.push(`${operation} by ${name}: ${is}, should be ${should}`)
      }
    }
    return found
  }

  test('comes to what its rule says', async () => {
    expect(await wrong(Object.keys(OPERATIONS) as (keyof typeof OPERATIONS)[])).toEqual([])
  })

  test('without the policy mayHandle a resident would close alerts (control)', async () => {
    vi.mocked(mayHandle).mockReturnValue(true)
    const found = await wrong(['Mutation.resolveAlert'])
    vi.mocked(mayHandle).mockReset()
    expect(found).toContain('Mutation.resolveAlert by RESIDENT, its neighbourhood: done, should be refused')
  })
})
