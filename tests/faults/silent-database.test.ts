import { afterAll, beforeAll, expect, test } from 'vitest'
import { Client } from '../testkit/client.ts'
import { createTestDatabase, type TestDatabase } from '../testkit/database.ts'
import { type Gate, gateTo } from '../testkit/gate.ts'
import { REPORT } from '../testkit/operations.ts'
import { aReport } from '../testkit/report.ts'
import { buildServer, busyness, eventually, startVigie, type Vigie } from '../testkit/vigie.ts'

/** Longer than API and worker wait for a word, milliseconds. */
const SILENCE_MS = 35_000

/** Within which all works again once a database is there: what was being started meanwhile begins anew, milliseconds. */
const RECOVERY_MS = 25_000

let database: TestDatabase
let gate: Gate
let vigie: Vigie
let resident: Client

beforeAll(async () => {
  await buildServer()
  database = await createTestDatabase('nothing')
  gate = await gateTo(database)
  vigie = await startVigie({ DATABASE_URL: gate.database.url })
  await vigie.announced()
  const [, email = '', password = ''] = /(\S+@\S+)\s+(\S+)\s+.*, resident/.exec(vigie.output) ?? []
  resident = new Client(vigie.url)
  await resident.signIn(email, password)
})

afterAll(async () => {
  await vigie.remove()
  await gate.shut()
  await database.drop()
})

const isTold = async (id: string) => {
  const rows = await database.sql<{ state: string }>('select state from delivery where alert_id = $1', [id])
  return rows.length > 0 && rows.every((row) => row.state !== 'waiting')
}

test('a database whose machine vanishes: reports are refused for now, nothing is lost, and API and worker find it when it is back', async () => {
  const before = aReport()
  await resident.ask(REPORT, { input: before })
  await eventually(() => isTold(before.id))
  const worker = await vigie.part('worker')

  gate.mute(true)
  const input = aReport()
  const gone = performance.now()
  const codes: (string | undefined)[] = []
  while (performance.now() - gone < SILENCE_MS) {
    const { errors } = await resident.query(REPORT, { input })
    codes.push(errors?.[0]?.extensions.code)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  expect(new Set(codes)).toEqual(new Set(['UNAVAILABLE']))
  expect((await fetch(`${vigie.url}/healthz`)).status).toBe(200)
  expect(await vigie.part('worker').catch(() => 0)).not.toBe(worker)

  gate.mute(false)
  const back = performance.now()
  await eventually(async () => (await resident.query(REPORT, { input })).errors === undefined, 60_000)
  const accepted = performance.now() - back
  await eventually(() => isTold(input.id), 60_000)
  const told = performance.now() - back
  console.log(
    `${codes.length} refusals; once it was back, accepted after ${(accepted / 1000).toFixed(1)} s, told after ${(told / 1000).toFixed(1)} s`,
  )
  expect(told).toBeLessThan(RECOVERY_MS * busyness())
  expect(await database.sql('select 1 from alert where id = $1', [input.id])).toHaveLength(1)
})
