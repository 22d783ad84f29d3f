import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { aReport, newPhone, openTab, portsTo, type Tab } from '../testing/phone.ts'
import { StandInServer } from '../testing/stand-in-server.ts'
import { BACKOFF_MAX_MS } from './backoff.ts'

let server: StandInServer
let phone: Tab

beforeEach(async () => {
  server = await new StandInServer().start()
  phone = await newPhone()
})
afterEach(async () => {
  await server.stop()
})

/** Saves `count` reports and gives their ids in order. */
async function save(count: number, tab = phone): Promise<string[]> {
  const ids: string[] = []
  for (let made = 0; made < count; made += 1) ids.push((await tab.saveEntry(aReport())).id)
  return ids
}

const now = { now: true }
const drain = (tab = phone, changed = {}) => tab.drainOutbox(now, portsTo(server, changed))
const entry = async (id: string, tab = phone) => (await tab.readOutbox()).entries.find((it) => it.id === id)

describe('a temporary failure stops the line, so that order is kept', () => {
  it.each([
    ['a lost request', 'lose the request', 'NETWORK'],
    ['a server that never answers', 'never answer', 'NETWORK'],
    ['a captive portal', 'a page of a captive portal', 'UNREADABLE_ANSWER'],
    ['an answer about another report', 'an answer about another report', 'UNREADABLE_ANSWER'],
    ['a dead upstream', { status: 502 }, 'UNAVAILABLE'],
    ['a fault of the server', { error: 'INTERNAL' }, 'INTERNAL'],
    ['a part that is away', { error: 'UNAVAILABLE' }, 'UNAVAILABLE'],
    ['too many requests', { error: 'RATE_LIMITED' }, 'RATE_LIMITED'],
    ['a code from the future', { error: 'SOMETHING_NEW' }, 'SOMETHING_NEW'],
  ] as const)('%s', async (_what, fate, code) => {
    server.fates.push(fate)
    const ids = await save(3)

    const outcome = await drain(phone, { textTimeoutMs: 400 })

    expect(outcome).toEqual({ kind: 'waiting', code, retryInMs: 2000 })
    expect(server.arrivals).toEqual(ids.slice(0, 1))
    expect(await entry(ids[0] ?? '')).toMatchObject({ state: 'pending', attempts: 1, lastError: { code } })

    await drain()
    expect(server.accepted).toEqual(ids)
  })

  it('waits longer each time, and never longer than the server may be missed', async () => {
    const [id = ''] = await save(1)
    const waits: number[] = []
    for (let attempt = 0; attempt < 10; attempt += 1) {
      server.fates.push({ status: 503 })
      const outcome = await drain()
      if (outcome.kind === 'waiting') waits.push(outcome.retryInMs)
    }

    expect(waits.slice(0, 4)).toEqual([2000, 4000, 8000, 16_000])
    expect(waits.at(-1)).toBe(BACKOFF_MAX_MS)
    expect(await entry(id)).toMatchObject({ state: 'pending', attempts: 10 })
  })

  it('waits at least as long as the server asked for', async () => {
    server.fates.push({ status: 429, retryAfter: '40' })
    await save(1)

    expect(await drain()).toEqual({ kind: 'waiting', code: 'RATE_LIMITED', retryInMs: 40_000 })
  })

  it('as well when the error itself says it, with a 200 around it', async () => {
    server.fates.push({ error: 'RATE_LIMITED', retryAfter: 15 })
    const [id = ''] = await save(1)

    expect(await drain()).toEqual({ kind: 'waiting', code: 'RATE_LIMITED', retryInMs: 15_000 })
    expect(await entry(id)).toMatchObject({ state: 'pending', mayHaveArrived: false })
  })

  it('is not disturbed by idle occasions, only by the button, the network or the end of the wait', async () => {
    server.fates.push({ status: 503 })
    await save(1)
    await drain()

    const idle = await phone.drainOutbox({}, portsTo(server))
    expect(idle).toMatchObject({ kind: 'waiting', code: 'UNAVAILABLE' })
    expect(server.arrivals).toHaveLength(1)

    await phone.drainOutbox({}, portsTo(server, { now: () => Date.now() + 2001 }))
    expect(server.accepted).toHaveLength(1)
  })
})

describe('an answer that got lost', () => {
  it('is asked for again, and the report exists once', async () => {
    server.fates.push('lose the answer')
    const [id = ''] = await save(1)
    await drain()
    expect(await entry(id)).toMatchObject({ state: 'pending', mayHaveArrived: true })

    await drain()

    expect(server.accepted).toEqual([id])
    expect(await entry(id)).toMatchObject({ state: 'done', acknowledgement: { repeated: true } })
  })

  it('(control) a server that does not know an id again keeps it twice', async () => {
    server.forgetful = true
    server.fates.push('lose the answer')
    const [id = ''] = await save(1)

    await drain()
    await drain()

    expect(server.accepted).toEqual([id, id])
  })
})

describe('without a network', () => {
  it('nothing leaves, and so no doubt is left about it', async () => {
    server.reachable = false
    const [id = ''] = await save(1)

    expect(await drain()).toMatchObject({ kind: 'waiting', code: 'NETWORK' })

    expect(await entry(id)).toMatchObject({ state: 'pending', mayHaveArrived: false })
  })
})

describe('a sender that was killed', () => {
  it('leaves its report in doubt, and the next one sends it again', async () => {
    server.fates.push('lose the answer')
    const ids = await save(2)
    // The tab dies with the request on its way: it never learns anything, and holds no lock any more.
    void drain(phone, { locks: undefined, fetch: dyingFetch() })
    await vi.waitFor(async () => expect((await entry(ids[0] ?? ''))?.state).toBe('sending'))

    const next = await openTab()
    await vi.waitFor(() => expect(server.accepted).toHaveLength(1))
    await drain(next)

    expect(server.accepted).toEqual(ids)
    expect(await entry(ids[0] ?? '', next)).toMatchObject({
      state: 'done',
      acknowledgement: { repeated: true },
    })
  })

  /** Sends everything, but whatever answers a mutation is never seen. */
  function dyingFetch(): typeof fetch {
    return async (input, init) => {
      const answer = fetch(input, init)
      if (!String(init?.body).includes('mutation')) return answer
      await answer.catch(() => {})
      return new Promise(() => {})
    }
  }
})

describe('a clock a day wrong', () => {
  it.each([
    ['ahead when the wait was written', 86_400_000],
    ['behind when the wait was written', -86_400_000],
  ])('%s, changes nothing', async (_when, skew) => {
    server.fates.push({ status: 503 })
    const ids = await save(2)
    await drain(phone, { now: () => Date.now() + skew })

    await phone.drainOutbox({}, portsTo(server, { now: () => Date.now() }))

    expect(server.accepted).toEqual(ids)
  })
})

describe('a report deleted while its request was on the way', () => {
  it('does not come back with the answer', async () => {
    const [id = ''] = await save(1)
    const deletingFetch: typeof fetch = async (input, init) => {
      const response = await fetch(input, init)
      if (String(init?.body).includes('mutation')) await phone.deleteEntry(id)
      return response
    }

    await drain(phone, { fetch: deletingFetch })

    expect((await phone.readOutbox()).entries).toEqual([])
  })
})
