import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { aComment, aReport, newPhone, openTab, portsTo, type Tab } from '../testing/phone.ts'
import { StandInServer } from '../testing/stand-in-server.ts'

let server: StandInServer
let phone: Tab

beforeEach(async () => {
  server = await new StandInServer().start()
  phone = await newPhone()
})
afterEach(async () => {
  vi.doUnmock('../sending/line.ts')
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
      const inLine: typeof line.inLine = async (...where) => (await line.inLine(...where)).reverse()
      return { ...line, inLine }
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
