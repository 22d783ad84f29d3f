import { Agent, request } from 'node:http'
import { buildApiSchema } from '@vigie/server/schema.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiProcess, startApiProcess } from '../testkit/api-process.ts'
import { openTestApp, type TestApp } from '../testkit/app.ts'
import type { Client } from '../testkit/client.ts'
import { createTestDatabase, type TestDatabase } from '../testkit/database.ts'
import { rounds } from '../testkit/form.ts'
import { type HostileRequest, hostileRequests } from '../testkit/hostile-documents.ts'
import { Slowest } from '../testkit/slowest.ts'
import { createTestTown, PASSWORD } from '../testkit/town.ts'
import { buildServer } from '../testkit/vigie.ts'

const DOCUMENTS = rounds(10_000, 60_000, 500)
/** Sent first, so that what a server builds up once is not taken for a leak. */
const WARM_UP = rounds(1_500, 1_500, 500)
const AT_ONCE = 8
/** In which everything is answered, milliseconds. */
const A_SECOND = 1_000
/** Megabytes by which the heap may grow: parsed documents are kept, 30 MB of them and no more, in either form. */
const HEAP_MB = 40

let database: TestDatabase
let app: TestApp
let api: ApiProcess
let police: Client
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })

beforeAll(async () => {
  await buildServer()
  database = await createTestDatabase()
  app = await openTestApp(database)
  const town = await createTestTown(app)
  const env = { DATA_DIR: app.config.dataDir, RATE_LIMIT_FACTOR: '0' }
  api = await startApiProcess(database, env, true)
  police = api.stranger()
  await police.signIn(town.police.email, PASSWORD)
})

afterAll(async () => {
  agent.destroy()
  await api.stop()
  await app.close()
  await database.drop()
})

interface Answered {
  request: HostileRequest
  status: number
  text: string
}

function send(it: HostileRequest): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': it.contentType, cookie: police.cookie }
    const asking = request(`${api.url}/graphql`, { method: 'POST', agent, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk: string) => {
        text += chunk
      })
      answer.on('end', () => resolve({ request: it, status: answer.statusCode ?? 0, text }))
      answer.on('error', reject)
    })
    asking.on('error', reject)
    asking.end(it.body)
  })
}

/** Sends that many made from the seed; gives what was answered with a fault, and how long the slowest took. */
async function sendAll(count: number, seed: number) {
  const requests = fc.sample(hostileRequests(await buildApiSchema()), { numRuns: count, seed })
  const faults: Answered[] = []
  const kinds: Record<string, number> = {}
  const slowest = new Slowest<HostileRequest>()
  let answered = 0
  let next = 0
  const sender = async () => {
    for (let it = requests[next++]; it; it = requests[next++]) {
      const startedAt = performance.now()
      const answer = await send(it)
      answered++
      slowest.note(it, performance.now() - startedAt)
      const refused = answer.status >= 400 || answer.text.includes('"errors"')
      const kind = `${it.kind}, ${refused ? 'refused' : 'answered'}`
      kinds[kind] = (kinds[kind] ?? 0) + 1
      if (answer.status >= 500 || /"code":"(INTERNAL|UNAVAILABLE)"/.test(answer.text)) faults.push(answer)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, sender))
  return { answered, faults, slowest, kinds }
}

const shown = ({ request: { body }, status, text }: Answered) => [
  status,
  body.slice(0, 400),
  text.slice(0, 200),
]

describe('documents made from the schema: valid, nearly valid, hostile', () => {
  test(
    `${DOCUMENTS} of them get no fault, none after a second, and memory stays as it was`,
    async () => {
      const seed = Date.now() % 2 ** 31
      await sendAll(WARM_UP, seed + 1)
      const before = await api.memory()
      const startedAt = performance.now()
      const { answered, faults, slowest, kinds } = await sendAll(DOCUMENTS, seed)
      const seconds = (performance.now() - startedAt) / 1000
      const alone = await slowest.alone(send, A_SECOND)
      const after = await api.memory()
      console.log(
        `seed ${seed}: ${answered} documents in ${seconds.toFixed(1)} s, ` +
          `the slowest ${slowest.sideBySide.toFixed(0)} ms, alone ${alone.toFixed(0)} ms; ` +
          `heap ${before.heap.toFixed(1)} → ${after.heap.toFixed(1)} MB, ` +
          `process ${before.whole.toFixed(0)} → ${after.whole.toFixed(0)} MB\n${JSON.stringify(kinds)}`,
      )
      expect(faults.slice(0, 5).map(shown)).toEqual([])
      expect(answered).toBe(DOCUMENTS)
      expect(alone).toBeLessThan(A_SECOND)
      expect(after.heap - before.heap).toBeLessThan(HEAP_MB)
      expect(after.whole - before.whole).toBeLessThan(120)
      for (const kind of [
        'valid, answered',
        'nearly valid, refused',
        'hostile, refused',
        'no document, refused',
      ]) {
        expect([kind, (kinds[kind] ?? 0) > answered / 100]).toEqual([kind, true])
      }
    },
    rounds(300_000, 1_200_000),
  )

  test('a fault of the server would be seen (control)', async () => {
    await database.sql('alter table alert rename to hidden_away')
    try {
      expect((await sendAll(200, 7)).faults.length).toBeGreaterThan(0)
    } finally {
      await database.sql('alter table hidden_away rename to alert')
    }
  })

  test('and so would a leak (control)', async () => {
    const before = await api.memory()
    await api.inspect('globalThis.leak = Array.from({ length: 4e6 }, (_, i) => ({ i })), 0')
    expect((await api.memory()).heap - before.heap).toBeGreaterThan(HEAP_MB)
  })
})
