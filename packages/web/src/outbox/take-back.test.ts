import { afterEach, beforeEach, expect, it } from 'vitest'
import { aReport, newPhone, portsTo, type Tab } from './testing/phone.ts'
import { StandInServer } from './testing/stand-in-server.ts'

let server: StandInServer
let phone: Tab

beforeEach(async () => {
  server = await new StandInServer().start()
  phone = await newPhone()
})
afterEach(async () => {
  await server.stop()
})

const drain = () => phone.drainOutbox({ now: true }, portsTo(server))

it('what has not left is taken back, and the server never hears of it', async () => {
  const kept = await phone.saveEntry(aReport())
  const { id } = await phone.saveEntry(aReport())
  expect(await phone.takeBack(id)).toBe(true)
  await drain()
  expect(server.accepted).toEqual([kept.id])
})

it('what was sent stays, and so does what may have been', async () => {
  const { id: sent } = await phone.saveEntry(aReport())
  await drain()
  server.fates.push('lose the answer')
  const { id: lost } = await phone.saveEntry(aReport())
  await drain()
  expect(await phone.takeBack(sent)).toBe(false)
  expect(await phone.takeBack(lost)).toBe(false)
  expect((await phone.readOutbox()).entries.map((entry) => entry.id).toSorted()).toEqual(
    [sent, lost].toSorted(),
  )
})

it('twice is once', async () => {
  const { id } = await phone.saveEntry(aReport())
  expect([await phone.takeBack(id), await phone.takeBack(id)]).toEqual([true, false])
})
