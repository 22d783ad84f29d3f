import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { aComment, aReport, newPhone, openTab, portsTo, type Tab } from '../testing/phone.ts'
import { StandInServer } from '../testing/stand-in-server.ts'
import { BACKOFF_MAX_MS } from './backoff.ts'

let server: StandInServer
let phone: Tab

beforeEach(async () => {
  server = await new StandInServer().start()
  phone = await newPhone()
})
afterEach(async () => {
  vi.doUnmock('../sending/line.ts')
  vi.doUnmock('../sending/session.ts')
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

describe('with a network', () => {
  it('reports go out once each, in the order in which they were saved, and are received by the server’s clock', async () => {
    const ids = await save(5)

    expect(await drain()).toEqual({ kind: 'drained' })

    expect(server.accepted).toEqual(ids)
    expect(server.arrivals).toEqual(ids)
    expect(await entry(ids[0] ?? '')).toMatchObject({
      state: 'done',
      acknowledgement: { receivedAt: '2026-11-22T20:04:00.000Z', repeated: false },
    })
  })

  it('(control) a sender that takes the last one first is noticed', async () => {
    vi.doMock('../sending/line.ts', async (original) => {
      const line = await original<typeof import('./line.ts')>()
      const headOfLine: typeof line.headOfLine = async (...where) => (await line.inLine(...where)).at(-1)
      return { ...line, headOfLine }
    })
    const broken = await openTab()
    const ids = await save(3, broken)

    await drain(broken)

    expect(server.accepted).not.toEqual(ids)
  })

  it('a comment follows the report that it belongs to, and carries its own acknowledgement', async () => {
    const [id = ''] = await save(1)
    const comment = await phone.saveEntry(aComment(id))

    await drain()

    expect(server.accepted).toEqual([id, comment.id])
    expect((await entry(comment.id))?.acknowledgement?.receivedAt).toBe('2026-11-22T20:04:01.000Z')
  })

  it('what is saved while the sender is at work goes out with it or right after it', async () => {
    const [first = ''] = await save(1)
    const sending = drain()
    const [second = ''] = await save(1)

    await Promise.all([sending, drain()])

    expect(server.accepted).toEqual([first, second])
  })

  it('twenty received ones stay to be seen, older ones go', async () => {
    const ids = await save(23)

    await drain()

    const kept = (await phone.readOutbox()).entries.map((it) => it.id)
    expect(kept).toEqual(ids.slice(3).reverse())
  })
})

describe('two tabs drain at once', () => {
  it('one sends, the other waits for its turn and finds nothing left', async () => {
    const ids = await save(4)
    const other = await openTab()

    await Promise.all([drain(), drain(other), drain(), drain(other)])

    expect(server.arrivals).toEqual(ids)
  })

  it('(control) without the lock both would send', async () => {
    const ids = await save(4)
    const other = await openTab()

    await Promise.all([drain(phone, { locks: undefined }), drain(other, { locks: undefined })])

    expect(server.arrivals.length).toBeGreaterThan(ids.length)
    expect(server.accepted).toEqual(ids)
  })

  it('both screens hear of it', async () => {
    const other = await openTab()
    const heard = vi.fn()
    other.onOutboxChange(heard)
    await save(1)

    await drain()

    await vi.waitFor(() => expect(heard.mock.calls.length).toBeGreaterThanOrEqual(3))
  })
})

describe('a permanent refusal', () => {
  it('is shown to its author, and the next report goes out', async () => {
    server.fates.push({ refuse: 'INVALID_INPUT', field: 'place' })
    const [refused = '', next = ''] = await save(2)

    expect(await drain()).toEqual({ kind: 'drained' })

    expect(server.accepted).toEqual([next])
    expect(await entry(refused)).toMatchObject({
      state: 'refused',
      lastError: { code: 'INVALID_INPUT', field: 'place' },
    })
    await drain()
    expect(server.arrivals).toEqual([refused, next])
  })

  it('may also come as a missing right', async () => {
    server.fates.push({ error: 'FORBIDDEN' })
    const [id = ''] = await save(1)

    await drain()

    expect(await entry(id)).toMatchObject({ state: 'refused', lastError: { code: 'FORBIDDEN' } })
  })

  it('is tried again when its author asks, under the same id', async () => {
    server.fates.push({ refuse: 'NOT_ALLOWED' })
    const [id = ''] = await save(1)
    await drain()

    await phone.retryEntry(id)
    await drain()

    expect(server.arrivals).toEqual([id, id])
    expect(await entry(id)).toMatchObject({ state: 'done' })
  })
})

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

    const outcome = await drain(phone, { textTimeoutMs: 100 })

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

describe('a session that expired', () => {
  it('pauses the line, loses nothing, and goes on after signing in', async () => {
    server.viewer = null
    const ids = await save(2)

    expect(await drain()).toEqual({ kind: 'paused', code: 'UNAUTHENTICATED' })
    expect(await phone.readOutbox()).toMatchObject({ pause: 'UNAUTHENTICATED' })
    expect(server.arrivals).toEqual([])

    server.viewer = 'marie'
    await phone.signedInAs('marie')
    await drain()
    expect(server.accepted).toEqual(ids)
    expect(await phone.readOutbox()).toMatchObject({ pause: null })
  })

  it('may also end between two reports', async () => {
    server.fates.push({ error: 'UNAUTHENTICATED' })
    const [id = ''] = await save(2)

    expect(await drain()).toEqual({ kind: 'paused', code: 'UNAUTHENTICATED' })

    expect(await entry(id)).toMatchObject({ state: 'pending', attempts: 0, mayHaveArrived: false })
  })

  it('does not clear the doubt that an earlier attempt left', async () => {
    server.fates.push('lose the answer', { error: 'UNAUTHENTICATED' })
    const [id = ''] = await save(1)
    await drain()

    await drain()

    expect(await entry(id)).toMatchObject({ state: 'pending', mayHaveArrived: true })
  })
})

describe('another person on the same phone', () => {
  it('never sends what somebody else wrote, and it goes out when its author is back', async () => {
    const [maries = ''] = await save(1)
    await phone.signedInAs('paul')
    server.viewer = 'paul'
    const [pauls = ''] = await save(1)

    await drain()
    expect(server.accepted).toEqual([pauls])

    await phone.signedInAs('marie')
    server.viewer = 'marie'
    await drain()
    expect(server.accepted).toEqual([pauls, maries])
  })

  it('not even when the phone has not noticed yet that the session is another one', async () => {
    await save(1)
    server.viewer = 'paul'

    expect(await drain()).toEqual({ kind: 'paused', code: 'UNAUTHENTICATED' })

    expect(server.arrivals).toEqual([])
  })

  it('(control) a sender that does not ask whose session it is sends it', async () => {
    vi.doMock('../sending/session.ts', async (original) => ({
      ...(await original<typeof import('./session.ts')>()),
      readSession: async () => ({ kind: 'theirs' }),
    }))
    const broken = await openTab()
    await save(1, broken)
    server.viewer = 'paul'

    await drain(broken)

    expect(server.arrivals).toHaveLength(1)
  })

  it('stops in the middle when its person signs out', async () => {
    const ids = await save(3)
    const fetchAndSignOut: typeof fetch = async (input, init) => {
      const response = await fetch(input, init)
      if (String(init?.body).includes('mutation')) await phone.signedOut()
      return response
    }

    await drain(phone, { fetch: fetchAndSignOut })

    expect(server.accepted).toEqual(ids.slice(0, 1))
  })
})

describe('an app that is too old', () => {
  it('pauses the line and keeps everything for the newer app', async () => {
    server.fates.push({ error: 'CONTRACT_TOO_OLD' })
    const [id = ''] = await save(1)

    expect(await drain()).toEqual({ kind: 'paused', code: 'CONTRACT_TOO_OLD' })

    expect(await entry(id)).toMatchObject({ state: 'pending', mayHaveArrived: false })
  })
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
