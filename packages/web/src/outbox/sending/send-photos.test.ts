import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { aReport, aReportWithPhotos, newPhone, openTab, portsTo, type Tab } from '../testing/phone.ts'
import { StandInServer } from '../testing/stand-in-server.ts'

/** A little more than three pieces. */
const LARGE = 800_000

let server: StandInServer
let phone: Tab

beforeEach(async () => {
  server = await new StandInServer().start()
  phone = await newPhone()
})
afterEach(async () => {
  await server.stop()
})

const drain = (tab = phone, changed = {}) => tab.drainOutbox({ now: true }, portsTo(server, changed))
const entry = async (id: string) => (await phone.readOutbox()).entries.find((it) => it.id === id)

async function saveWithPhotos(count: number, bytes = 1000) {
  const { request, photos } = aReportWithPhotos(count, bytes)
  await phone.saveEntry(request, photos)
  return { id: request.input.id, photos }
}

async function expectArrived(photos: { id: string; blob: Blob }[]) {
  for (const { id, blob } of photos) {
    expect(server.uploads.photos.get(id)?.equals(Buffer.from(await blob.arrayBuffer()))).toBe(true)
  }
}

describe('photos', () => {
  it('follow their report, byte for byte, and then take no more room on the phone', async () => {
    const { id, photos } = await saveWithPhotos(4)

    expect(await drain()).toEqual({ kind: 'drained' })

    await expectArrived(photos)
    expect(await entry(id)).toMatchObject({ state: 'done', queue: 'over' })
    for (const photo of photos) expect(await phone.readPhoto(photo.id)).toBeNull()
  })

  it('go in pieces, and every piece that the server has is progress to be seen', async () => {
    const { id } = await saveWithPhotos(1, LARGE)
    const seen = new Set<number>()
    phone.onOutboxChange(async () => {
      seen.add((await entry(id))?.photos[0]?.sentBytes ?? 0)
    })

    await drain()

    await vi.waitFor(() => expect([...seen].at(-1)).toBe(LARGE))
    expect([...seen].filter((bytes) => bytes > 0 && bytes < LARGE).length).toBeGreaterThan(0)
    expect([...seen]).toEqual([...seen].sort((a, b) => a - b))
  })

  it('of a report that the server does not have yet are not sent', async () => {
    server.fates.push({ error: 'INTERNAL' })
    await saveWithPhotos(1)

    await drain()

    expect(server.uploads.requests).toEqual([])
  })

  it('never hold up a later report’s text', async () => {
    const first = await saveWithPhotos(2)
    const second = await saveWithPhotos(1)
    server.uploads.fates.push({ method: 'POST', fate: { status: 503 } })

    await drain()

    expect(server.accepted).toEqual([first.id, second.id])
  })

  it('being on their way do not hold it up either', async () => {
    const first = await saveWithPhotos(1)
    server.uploads.fates.push({ method: 'PATCH', fate: 'never answer' })
    const uploading = drain(phone, { photoTimeoutMs: 1000 })
    await vi.waitFor(() => expect(server.uploads.requests).toContain('PATCH 0'))

    const { id: second } = await phone.saveEntry(aReport())
    void drain()

    await vi.waitFor(() => expect(server.accepted).toEqual([first.id, second]), 500)
    await uploading
  })
})

describe('an upload that was cut off', () => {
  it('resumes where the server stopped hearing, also in another tab', async () => {
    const { id, photos } = await saveWithPhotos(1, LARGE)
    server.uploads.fates.push({ method: 'PATCH', fate: 'lose the answer' })
    expect(await drain()).toMatchObject({ kind: 'waiting', code: 'NETWORK' })
    expect(await entry(id)).toMatchObject({ state: 'pending', queue: 'photos', attempts: 1 })

    server.uploads.requests.length = 0
    await drain(await openTab())

    expect(server.uploads.requests).toEqual(['HEAD', 'PATCH 262144', 'PATCH 524288', 'PATCH 786432'])
    await expectArrived(photos)
    expect(await entry(id)).toMatchObject({ state: 'done' })
  })

  it('begins anew when the server has forgotten it', async () => {
    const { photos } = await saveWithPhotos(1, LARGE)
    server.uploads.fates.push({ method: 'PATCH', fate: 'lose the request' })
    await drain()
    server.uploads.fates.push({ method: 'HEAD', fate: { status: 404 } })

    await drain()

    await expectArrived(photos)
  })

  it('whose last answer was lost is known to be there', async () => {
    const { id } = await saveWithPhotos(1)
    server.uploads.fates.push({ method: 'PATCH', fate: 'lose the answer' })
    await drain()
    server.uploads.fates.push({ method: 'HEAD', fate: { status: 410 } })

    await drain()

    expect(server.uploads.requests.at(-1)).toBe('POST')
    expect(await entry(id)).toMatchObject({ state: 'done', photos: [{ state: 'done' }] })
  })

  it('in the middle of a kill is taken up by the next sender', async () => {
    const { id, photos } = await saveWithPhotos(1, LARGE)
    const dying: typeof fetch = (input, init) =>
      init?.method === 'PATCH' && init.headers instanceof Headers && init.headers.get('upload-offset') !== '0'
        ? new Promise(() => {})
        : fetch(input, init)
    void drain(phone, { locks: undefined, fetch: dying, photoTimeoutMs: 60_000 })
    await vi.waitFor(async () => expect((await entry(id))?.photos[0]?.sentBytes).toBe(262_144))

    const next = await openTab()
    await drain(next)

    await expectArrived(photos)
    expect(await entry(id)).toMatchObject({ state: 'done' })
  })

  it('never leaves our own origin, whatever address a proxy made the server name', async () => {
    const { id } = await saveWithPhotos(1)

    await drain()

    expect((await entry(id))?.photos[0]?.uploadPath).toBe('/api/uploads/1')
  })
})

describe('a photo that the server refuses', () => {
  it('says why, and leaves the alert received and the other photos sent', async () => {
    const { id, photos } = await saveWithPhotos(2)
    const body = { code: 'PHOTO_REFUSED', reason: 'not a picture', permanent: true }
    server.uploads.fates.push({ method: 'PATCH', fate: { status: 422, body } })

    expect(await drain()).toEqual({ kind: 'drained' })

    expect(await entry(id)).toMatchObject({
      state: 'done',
      photos: [
        { state: 'refused', fault: { code: 'PHOTO_REFUSED', message: 'not a picture' } },
        { state: 'done', fault: null },
      ],
    })
    expect([...server.uploads.photos.keys()]).toEqual([photos[1]?.id])
  })

  it('for its size, is told so', async () => {
    const { id } = await saveWithPhotos(1)
    server.uploads.fates.push({ method: 'POST', fate: { status: 413 } })

    await drain()

    expect(await entry(id)).toMatchObject({
      photos: [{ state: 'refused', fault: { code: 'PHOTO_TOO_LARGE' } }],
    })
  })

  it('can be tried again when its author asks', async () => {
    const { id, photos } = await saveWithPhotos(1)
    const body = { code: 'FORBIDDEN', permanent: true }
    server.uploads.fates.push({ method: 'PATCH', fate: { status: 422, body } })
    await drain()

    await phone.retryEntry(id)
    await drain()

    await expectArrived(photos)
  })

  it('or that this browser lost, does not stop the rest', async () => {
    const { id, photos } = await saveWithPhotos(2)
    await phone.write(['blobs'], 'relaxed', (tx) => tx.store.delete(photos[0]?.id ?? ''))

    expect(await drain()).toEqual({ kind: 'drained' })

    expect(await entry(id)).toMatchObject({
      photos: [{ state: 'refused', fault: { code: 'PHOTO_LOST' } }, { state: 'done' }],
    })
  })
})

describe('a fault that passes', () => {
  it('of one report’s upload lets the other reports’ photos go', async () => {
    const first = await saveWithPhotos(1)
    const second = await saveWithPhotos(1)
    const body = { code: 'ALERT_NOT_FOUND', permanent: false }
    server.uploads.fates.push({ method: 'POST', fate: { status: 409, body } })

    expect(await drain()).toMatchObject({ kind: 'waiting' })

    expect(await entry(first.id)).toMatchObject({ state: 'pending', lastError: { code: 'ALERT_NOT_FOUND' } })
    expect(await entry(second.id)).toMatchObject({ state: 'done' })
    await drain()
    expect(await entry(first.id)).toMatchObject({ state: 'done' })
  })

  it('of the network lets all wait, each time longer', async () => {
    await saveWithPhotos(1)
    await saveWithPhotos(1)
    server.uploads.fates.push({ method: 'POST', fate: 'lose the request' })

    const clock = { now: () => 1_800_000_000_000 }

    const outcome = await drain(phone, clock)

    expect(outcome).toEqual({ kind: 'waiting', code: 'NETWORK', retryInMs: 2000 })
    expect(server.uploads.requests).toEqual(['POST'])
    expect(await phone.drainOutbox({}, portsTo(server, clock))).toMatchObject({ kind: 'waiting' })
    expect(server.uploads.requests).toEqual(['POST'])
  })

  it('a session that expired pauses the photos and keeps them', async () => {
    const { id, photos } = await saveWithPhotos(1)
    server.uploads.fates.push({ method: 'POST', fate: { status: 401, body: { code: 'UNAUTHENTICATED' } } })

    expect(await drain()).toEqual({ kind: 'paused', code: 'UNAUTHENTICATED' })
    expect(await entry(id)).toMatchObject({ state: 'pending', photos: [{ state: 'waiting' }] })

    await drain()
    await expectArrived(photos)
  })
})
