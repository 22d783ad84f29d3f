import { once } from 'node:events'
import { connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiProcess, startApiProcess } from '../testkit/api-process.ts'
import { openTestApp, type TestApp } from '../testkit/app.ts'
import { createTestDatabase, type TestDatabase } from '../testkit/database.ts'
import { rounds } from '../testkit/form.ts'
import { type Malformed, malformed } from '../testkit/malformed-frames.ts'
import { STREAM } from '../testkit/operations.ts'
import { openBytes, RawSocket } from '../testkit/raw-socket.ts'
import { Slowest } from '../testkit/slowest.ts'
import { createTestTown, PASSWORD } from '../testkit/town.ts'
import { buildServer, eventually } from '../testkit/vigie.ts'

const FRAMES = rounds(1_000, 10_000, 300)
/** In which everything is answered, milliseconds. */
const A_SECOND = 1_000
const WARM_UP = 150
const AT_ONCE = 10
/** Codes by which a server admits a fault of its own. */
const FAULTS = [1011, 4500]

let database: TestDatabase
let app: TestApp
let api: ApiProcess
let cookie: string

beforeAll(async () => {
  await buildServer()
  database = await createTestDatabase()
  app = await openTestApp(database)
  const town = await createTestTown(app)
  api = await startApiProcess(database, { DATA_DIR: app.config.dataDir, RATE_LIMIT_FACTOR: '0' }, true)
  const device = api.stranger()
  await device.signIn(town.police.email, PASSWORD)
  cookie = device.cookie
})

afterAll(async () => {
  await api.stop()
  await app.close()
  await database.drop()
})

const after = (ms: number) => new Promise<null>((resolve) => setTimeout(resolve, ms, null))

/** How the server ended it: a close code, that it goes on, or that it admits a fault. */
type Outcome = number | 'goes on' | 'waits for more' | 'fault'

async function say(it: Malformed): Promise<Outcome> {
  if (it.kind === 'bytes') return sayBytes(it.bytes)
  const socket = await new RawSocket(api.url, cookie).opened()
  try {
    if (it.kind === 'fragments') {
      await socket.ready()
      it.parts.forEach((part, index) => {
        socket.sendRaw(part, { fin: index === it.parts.length - 1 })
      })
    } else {
      if (it.ready) await socket.ready()
      for (const message of it.messages) socket.sendRaw(message)
    }
    // Whatever was wrong: either the connection is closed, or it still answers.
    socket.send({ type: 'ping', payload: { last: true } })
    const answered = socket.receive('pong', 20_000).then(() => 'goes on' as const)
    const outcome = await Promise.race([socket.closed, answered.catch(() => 'fault' as const)])
    return JSON.stringify(socket.messages).includes('"code":"INTERNAL"') ? 'fault' : outcome
  } finally {
    socket.end()
  }
}

async function sayBytes(bytes: Uint8Array): Promise<Outcome> {
  const socket = await openBytes(api.url, cookie)
  let answer = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    answer = Buffer.concat([answer, chunk])
  })
  const ended = Promise.race([once(socket, 'close'), once(socket, 'end')])
  socket.write(bytes)
  // Part of a frame is no mistake yet: the rest may come.
  const outcome = await Promise.race([ended, after(150)])
  socket.destroy()
  if (!outcome && answer.length === 0) return 'waits for more'
  const close = answer.indexOf(0x88)
  return close >= 0 && answer.length >= close + 4 ? answer.readUInt16BE(close + 2) : 'goes on'
}

async function sayAll(count: number, seed: number) {
  const all = fc.sample(malformed, { numRuns: count, seed })
  const outcomes: Record<string, number> = {}
  const faults: Malformed[] = []
  const slowest = new Slowest<Malformed>()
  let next = 0
  const talker = async () => {
    for (let it = all[next++]; it; it = all[next++]) {
      const startedAt = performance.now()
      const outcome = await say(it)
      slowest.note(it, performance.now() - startedAt)
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
      if (outcome === 'fault' || FAULTS.includes(Number(outcome))) faults.push(it)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, talker))
  return { outcomes, faults, slowest }
}

const subscribers = async () => {
  const metrics = await fetch(`${api.url}/metrics`).then((it) => it.text())
  return Number(/^vigie_stream_subscribers (\d+)/m.exec(metrics)?.[1])
}

describe('malformed frames', () => {
  test(
    `${FRAMES} of them find no fault, nothing that takes a second, and no memory that stays`,
    async () => {
      const seed = Date.now() % 2 ** 31
      await sayAll(WARM_UP, seed + 1)
      const before = await api.memory()
      const { outcomes, faults, slowest } = await sayAll(FRAMES, seed)
      await eventually(async () => (await subscribers()) === 0)
      const alone = await slowest.alone(say, A_SECOND)
      const after = await api.memory()
      console.log(
        `seed ${seed}: ${FRAMES} exchanges, the slowest ${slowest.sideBySide.toFixed(0)} ms, alone ${alone.toFixed(0)} ms; ` +
          `heap ${before.heap.toFixed(1)} → ${after.heap.toFixed(1)} MB, ` +
          `process ${before.whole.toFixed(0)} → ${after.whole.toFixed(0)} MB\n${JSON.stringify(outcomes)}`,
      )
      expect(faults.slice(0, 3)).toEqual([])
      expect(alone).toBeLessThan(A_SECOND)
      expect(after.heap - before.heap).toBeLessThan(10)
      expect(after.whole - before.whole).toBeLessThan(100)
      // It is no trial unless much of it was refused, in more than one way.
      for (const code of ['1002', '4400', '4401']) expect(outcomes[code]).toBeGreaterThan(FRAMES / 100)
    },
    rounds(300_000, 1_200_000),
  )

  test('one that takes long takes long alone as well (control)', async () => {
    const slowest = new Slowest<number>()
    for (const ms of [20, 150, 40]) slowest.note(ms, ms)
    expect(await slowest.alone(after, 100)).toBeGreaterThan(140)
  })

  test('a fault of the server would be seen (control)', async () => {
    const socket = await new RawSocket(api.url, cookie).ready()
    socket.send({ id: '1', type: 'subscribe', payload: { query: STREAM } })
    const frame = await socket.receive('next')
    socket.end()
    const { cursor } = (frame.payload as { data: { alertStream: { cursor: string } } }).data.alertStream
    const payload = { query: STREAM, variables: { after: cursor } }
    const resumed = JSON.stringify({ id: '1', type: 'subscribe', payload })
    await database.sql('alter table alert_event rename to hidden_away')
    try {
      const outcome = async () => {
        const talker = await new RawSocket(api.url, cookie).ready()
        talker.sendRaw(resumed)
        await talker.receive('error')
        return JSON.stringify(talker.messages)
      }
      expect(await outcome()).toContain('"code":"INTERNAL"')
    } finally {
      await database.sql('alter table hidden_away rename to alert_event')
    }
  })
})

describe('before the handshake', () => {
  const ask = async (lines: string[], thenReset = false) => {
    const { hostname, port } = new URL(api.url)
    const socket = connect(Number(port), hostname)
    socket.on('error', () => undefined)
    socket.write(`${lines.join('\r\n')}\r\n\r\n`)
    if (thenReset) {
      socket.resetAndDestroy()
      return ''
    }
    const [answer] = await Promise.race([once(socket, 'data'), once(socket, 'close')])
    socket.destroy()
    return String(answer).split('\r\n')[0]
  }
  const upgrade = ['GET /graphql HTTP/1.1', 'Host: localhost', 'Connection: Upgrade', 'Upgrade: websocket']

  test.each([
    ['no key', [...upgrade, 'Sec-WebSocket-Version: 13'], '400'],
    [
      'an old version',
      [...upgrade, 'Sec-WebSocket-Version: 7', 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=='],
      '(400|426)',
    ],
    ['a key that is none', [...upgrade, 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: x'], '400'],
    ['another method', ['POST /graphql HTTP/1.1', ...upgrade.slice(1), 'Content-Length: 0'], '(405|400)'],
    ['another site', [...upgrade, 'Origin: https://evil.example'], '403'],
    ['no HTTP at all', ['\u0001\u0002'], '400'],
  ])('%s is refused', async (_, lines, status) => {
    expect(await ask(lines)).toMatch(new RegExp(`^HTTP/1.1 ${status}`))
  })

  test('who hangs up while being refused ends nothing', async () => {
    for (let i = 0; i < 100; i++) await ask([...upgrade, 'Origin: https://evil.example'], true)
    expect((await fetch(`${api.url}/readyz`)).status).toBe(200)
    const socket = await new RawSocket(api.url, cookie).ready()
    socket.end()
  })
})
