import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aComment, aReport, newPhone, portsTo, type Tab } from '../testing/phone.ts'
import { StandInServer } from '../testing/stand-in-server.ts'

let server: StandInServer
let phone: Tab

beforeEach(async () => {
  server = await new StandInServer().start()
  phone = await newPhone()
})
afterEach(async () => {
  await server.stop()
})

const drain = (changed = {}) => phone.drainOutbox({ now: true }, portsTo(server, changed))
const entry = async (id: string) => (await phone.readOutbox()).entries.find((it) => it.id === id)

/** Saves reports, and makes the server break on the first of them. */
async function brokenFirst(count: number): Promise<string[]> {
  const ids: string[] = []
  for (let made = 0; made < count; made += 1) ids.push((await phone.saveEntry(aReport())).id)
  server.breaksOn.add(ids[0] ?? '')
  return ids
}

describe('a report on which the server breaks each time', () => {
  it('is stepped around after the third time, the others in their order, and comes back', async () => {
    const [broken = '', ...others] = await brokenFirst(4)

    for (const _ of [1, 2]) await drain()
    expect(server.accepted).toEqual([])
    await drain()

    expect(server.accepted).toEqual(others)
    expect(await entry(broken)).toMatchObject({ state: 'pending', lastError: { code: 'INTERNAL' } })

    server.breaksOn.clear()
    expect(await drain()).toEqual({ kind: 'drained' })
    expect(server.accepted).toEqual([...others, broken])
  })

  it('is asked for again when its wait is over, once per turn, and holds up nothing that comes later', async () => {
    const [broken = ''] = await brokenFirst(2)
    for (const _ of [1, 2, 3]) await drain()
    const later = (await phone.saveEntry(aReport())).id

    const outcome = await phone.drainOutbox({}, portsTo(server))
    expect(outcome).toMatchObject({ kind: 'waiting', code: 'INTERNAL' })
    expect(server.accepted).toContain(later)
    expect(server.arrivals.filter((id) => id === broken)).toHaveLength(3)

    await phone.drainOutbox({}, portsTo(server, { now: () => Date.now() + 8001 }))
    expect(server.arrivals.filter((id) => id === broken)).toHaveLength(4)
  })

  it('keeps what is about it behind it: a comment never overtakes its report', async () => {
    const [broken = '', other = ''] = await brokenFirst(2)
    const about = (await phone.saveEntry(aComment(broken))).id
    for (const _ of [1, 2, 3]) await drain()
    expect(server.accepted).toEqual([other])

    server.breaksOn.clear()
    await drain()
    expect(server.accepted).toEqual([other, broken, about])
  })
})

it.each([
  ['no network', 'lose the request' as const],
  ['a server that is away', { error: 'UNAVAILABLE' }],
])('%s never lets a later report overtake: nothing would get through', async (_what, fate) => {
  const first = (await phone.saveEntry(aReport())).id
  await phone.saveEntry(aReport())
  for (let attempt = 0; attempt < 6; attempt += 1) {
    server.fates.push(fate)
    await drain()
  }
  expect(new Set(server.arrivals)).toEqual(new Set([first]))
})
