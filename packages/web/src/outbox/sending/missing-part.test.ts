import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { aReportWithPhotos, newPhone, openTab, portsTo } from '../testing/phone.ts'
import { StandInServer } from '../testing/stand-in-server.ts'

let server: StandInServer

beforeEach(async () => {
  server = await new StandInServer().start()
})
afterEach(async () => {
  vi.doUnmock('./upload-photo.ts')
  await server.stop()
})

it('photos whose uploader this tab has lost to a newer app wait, and no network is blamed', async () => {
  const phone = await newPhone()
  const { request, photos } = aReportWithPhotos(1)
  await phone.saveEntry(request, photos)
  vi.doMock('./upload-photo.ts', () => {
    throw new TypeError('Failed to fetch dynamically imported module')
  })
  const old = await openTab()
  const outcome = await old.drainOutbox({ now: true }, portsTo(server))
  expect(outcome).toMatchObject({ kind: 'waiting', code: 'PART_MISSING' })

  vi.doUnmock('./upload-photo.ts')
  const reloaded = await openTab()
  expect(await reloaded.drainOutbox({ now: true }, portsTo(server))).toEqual({ kind: 'drained' })
  expect(server.uploads.photos.size).toBe(1)
})
