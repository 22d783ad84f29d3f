import type { ReportAlertPayload } from '@vigie/schema'
import { newId } from '@vigie/server/platform/ids.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Account, CALM, lookAround, untilQuiet } from '../testkit/aftermath.ts'
import { rounds } from '../testkit/form.ts'
import { type Fate, type LyingProxy, startLyingProxy } from '../testkit/lying-proxy.ts'
import { REPORT } from '../testkit/operations.ts'
import { OwnVigie } from '../testkit/own-vigie.ts'
import { aReport } from '../testkit/report.ts'
import { sendOnce } from '../testkit/send-once.ts'

const REPORTS = rounds(2_000, 10_000, 150)
const TIMEOUT = 60_000 + REPORTS * 100

/** Phones that send at the same time. */
const PHONES = 24

/** Milliseconds without an answer after which a phone hangs up. */
const PATIENCE_MS = 2_000

let own: OwnVigie
let cookies: string[]

beforeAll(async () => {
  own = await OwnVigie.start()
  const { amina, bernard, police } = own.town
  await own.signInWithDevice(police)
  cookies = [(await own.signInWithDevice(amina)).cookie, (await own.signInWithDevice(bernard)).cookie]
})

afterAll(async () => {
  await own.remove()
})

/** One in five replies is dropped; of the rest, a part meets everything else that networks do. */
function drawFate(): Fate {
  const draw = Math.random()
  if (draw < 0.2) return { kind: 'drop the reply' }
  if (draw < 0.3) return { kind: 'delay', milliseconds: Math.random() * 300 }
  if (draw < 0.35) return { kind: 'cut', way: 'up', after: Math.floor(Math.random() * 1_500) }
  if (draw < 0.4) return { kind: 'cut', way: 'down', after: Math.floor(Math.random() * 1_500) }
  if (draw < 0.41) return { kind: 'blackhole' }
  if (draw < 0.5) return { kind: 'overtaken' }
  return { kind: 'honest' }
}

interface Sent {
  cookie: string
  input: ReportAlertPayload
  account: Account
}

/** Every report one to five times, in any order. */
function shuffledReplays(count: number): { accounts: Account[]; sends: Sent[] } {
  const accounts: Account[] = []
  const sends: Sent[] = []
  for (let index = 0; index < count; index += 1) {
    const account: Account = { acknowledged: [], surprises: [] }
    accounts.push(account)
    const sent = { cookie: cookies[index % cookies.length] ?? '', input: aReport(), account }
    for (let copies = 1 + Math.floor(Math.random() * 5); copies > 0; copies -= 1) sends.push(sent)
  }
  for (let last = sends.length - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * (last + 1))
    ;[sends[last], sends[other]] = [sends[other] as Sent, sends[last] as Sent]
  }
  return { accounts, sends }
}

/** Sends all of it, each copy until it is acknowledged. `idOf` is the phone's rule for the id of one attempt. */
async function sendAll(proxy: LyingProxy, sends: Sent[], idOf: (input: ReportAlertPayload) => string) {
  const left = [...sends]
  const phone = async () => {
    for (let sent = left.pop(); sent; sent = left.pop()) {
      while (!(await attempt(proxy, sent, idOf(sent.input))));
    }
  }
  await Promise.all(Array.from({ length: PHONES }, phone))
}

async function attempt(proxy: LyingProxy, { cookie, input, account }: Sent, id: string): Promise<boolean> {
  const operation = { query: REPORT, variables: { input: { ...input, id } } }
  try {
    const answer = await sendOnce(proxy.url, cookie, operation, PATIENCE_MS)
    const report = answer.data?.reportAlert as { alert?: { id: string } } | undefined
    if (report?.alert?.id !== id) account.surprises.push(JSON.stringify(answer))
    else if (!account.acknowledged.includes(id)) account.acknowledged.push(id)
    return true
  } catch {
    return false
  }
}

const reportsThere = async () => {
  const [row] = await own.sql<{ rows: string }>('select count(*) as rows from alert')
  return Number(row?.rows)
}

test(`${REPORTS} reports over a network that lies: none lost, none doubled`, {
  timeout: TIMEOUT,
}, async () => {
  const proxy = await startLyingProxy(own.vigie.url, drawFate)
  const { accounts, sends } = shuffledReplays(REPORTS)
  const startedAt = Date.now()
  await sendAll(proxy, sends, (input) => input.id)
  const took = (Date.now() - startedAt) / 1000
  const attempts = [...proxy.met.values()].reduce((sum, it) => sum + it, 0)
  console.log(`${sends.length} sends took ${attempts} attempts and ${took.toFixed(1)} s`, [...proxy.met])
  await proxy.close()

  expect(proxy.met.get('drop the reply')).toBeGreaterThan(attempts * 0.15)
  expect(await reportsThere()).toBe(REPORTS)
  await untilQuiet(own, TIMEOUT)
  console.log(`every ledger row ended ${((Date.now() - startedAt) / 1000 - took).toFixed(1)} s later`)
  expect(await lookAround(own, accounts)).toEqual(CALM)
  expect(accounts.filter((it) => it.acknowledged.length !== 1)).toEqual([])
  expect(own.push.received.length).toBe(new Set(own.push.received.map(messageOf)).size)
})

const messageOf = ({ endpoint, payload }: { endpoint: string; payload: string }) => endpoint + payload

test('a phone that gives every attempt another id doubles its reports (control)', async () => {
  const before = await reportsThere()
  const proxy = await startLyingProxy(own.vigie.url, () =>
    Math.random() < 0.2 ? { kind: 'drop the reply' } : { kind: 'honest' },
  )
  await sendAll(proxy, shuffledReplays(30).sends, newId)
  await proxy.close()
  expect((await reportsThere()) - before).toBeGreaterThan(30)
})
