import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { aReport, aReportWithPhotos, newPhone, openTab, portsTo, type Tab } from '../testing/phone.ts'
import { StandInServer } from '../testing/stand-in-server.ts'

let server: StandInServer
let phone: Tab

beforeEach(async () => {
  server = await new StandInServer().start()
  phone = await newPhone()
})
afterEach(async () => {
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

  it('is named to the server with every request, so that it can refuse a session that changed hands', async () => {
    const named: unknown[] = []
    const listening: typeof fetch = (input, init) => {
      if (!String(init?.body).includes('OutboxOwner')) {
        named.push(new Headers(init?.headers).get('x-vigie-person'))
      }
      return fetch(input, init)
    }
    const { request, photos } = aReportWithPhotos(1)
    await phone.saveEntry(request, photos)

    await drain(phone, { fetch: listening })

    expect(server.uploads.photos.size).toBe(1)
    expect(named.length).toBeGreaterThanOrEqual(3)
    expect(new Set(named)).toEqual(new Set(['marie']))
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

describe('an app that is newer than the server', () => {
  it('waits without a doubt about what it sent, and what it holds may still be edited', async () => {
    server.fates.push({ error: 'CONTRACT_TOO_NEW' })
    const [id = ''] = await save(1)

    expect(await drain()).toMatchObject({ kind: 'waiting', code: 'CONTRACT_TOO_NEW' })

    expect(await entry(id)).toMatchObject({ state: 'pending', mayHaveArrived: false })
  })
})
