import { afterEach, describe, expect, it, vi } from 'vitest'
import { aReport, aReportWithPhotos, newPhone, openTab } from './testing/phone.ts'

afterEach(() => vi.restoreAllMocks())

/** Makes the phone's disk fail on the next writes of an entry: once, or from now on. */
function diskFails(error: DOMException, times = Number.POSITIVE_INFINITY) {
  const add = IDBObjectStore.prototype.add
  let left = times
  return vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (
    this: IDBObjectStore,
    value: unknown,
    key?: IDBValidKey,
  ) {
    left -= 1
    if (left >= 0) throw error
    return add.call(this, value, key)
  })
}

const full = () => new DOMException('no room', 'QuotaExceededError')
const dead = () => new DOMException('The database connection is closing.', 'InvalidStateError')

describe('a report is saved', () => {
  it('with its photos, where every other tab finds it', async () => {
    const phone = await newPhone()
    const { request, photos } = aReportWithPhotos(2)

    const entry = await phone.saveEntry(request, photos)

    expect(entry).toMatchObject({ id: request.input.id, owner: 'marie', state: 'pending', queue: 'text' })
    const other = await openTab()
    expect((await other.readOutbox()).entries).toEqual([entry])
    for (const { id, blob } of photos) {
      expect(await (await other.readPhoto(id))?.bytes()).toEqual(await blob.bytes())
    }
  })

  it('for whom this phone remembers, when a sign-out was cut off before the server heard of it', async () => {
    const phone = await newPhone()
    await phone.signedOut()
    await expect(phone.saveEntry(aReport())).rejects.toMatchObject({ code: 'NOBODY_SIGNED_IN' })

    const next = await openTab()
    await next.rememberedAs('marie')
    expect(await next.saveEntry(aReport())).toMatchObject({ owner: 'marie', state: 'pending' })

    // Who is signed in already stays so.
    await next.rememberedAs('paul')
    expect((await next.readOutbox()).owner).toBe('marie')
  })

  it('in one strict transaction, and not called saved before it has committed', async () => {
    const phone = await newPhone()
    const { request, photos } = aReportWithPhotos(1)
    const events: string[] = []
    const begin = IDBDatabase.prototype.transaction
    const opened = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
      this: IDBDatabase,
      ...how
    ) {
      const transaction = begin.apply(this, how)
      transaction.addEventListener('complete', () => events.push('committed'))
      return transaction
    })

    await phone.saveEntry(request, photos).then(() => events.push('called saved'))

    expect(opened).toHaveBeenCalledOnce()
    expect(opened).toHaveBeenCalledWith(expect.arrayContaining(['entries', 'blobs']), 'readwrite', {
      durability: 'strict',
    })
    expect(events).toEqual(['committed', 'called saved'])
  })

  it('once, however often the button was hit, also in two tabs', async () => {
    const phone = await newPhone()
    const request = aReport()
    const other = await openTab()

    const entries = await Promise.all([
      phone.saveEntry(request),
      phone.saveEntry(request),
      other.saveEntry({ ...request, input: { ...request.input, savedAt: '2026-11-22T21:03:41.000Z' } }),
    ])

    expect(new Set(entries.map((entry) => entry.sequence)).size).toBe(1)
    expect((await phone.readOutbox()).entries).toHaveLength(1)
  })

  it('never under an id that another content has', async () => {
    const phone = await newPhone()
    const request = aReport()
    await phone.saveEntry(request)

    const other = { ...request, input: { ...request.input, description: 'Autre chose.' } }

    await expect(phone.saveEntry(other)).rejects.toMatchObject({ code: 'ALREADY_SAVED' })
  })

  it('with numbers that only grow, even when everything before was deleted', async () => {
    const phone = await newPhone()
    const first = await phone.saveEntry(aReport())
    await phone.deleteEntry(first.id)

    const second = await phone.saveEntry(aReport())

    expect(second.sequence).toBeGreaterThan(first.sequence)
  })

  it('for somebody: nobody signed in is an error, and what breaks the contract is one too', async () => {
    const phone = await newPhone()
    await expect(phone.saveEntry(aReport({ description: ' ' }))).rejects.toThrow()
    await phone.signedOut()
    await expect(phone.saveEntry(aReport())).rejects.toMatchObject({ code: 'NOBODY_SIGNED_IN' })
  })
})

describe('a draft becomes a report', () => {
  it('in the same transaction, so that a killed tab leaves one of them and never both', async () => {
    const phone = await newPhone()
    const { request, photos } = aReportWithPhotos(1)
    const dropped = aReportWithPhotos(1).photos
    await phone.writeDraft({ id: request.input.id, fields: EMPTY, photos: [...photos, ...dropped] })

    await phone.saveEntry(request, photos, { fromDraft: true })

    expect(await phone.readDraft()).toBeNull()
    expect(await phone.readPhoto(photos[0]?.id ?? '')).not.toBeNull()
    expect(await phone.readPhoto(dropped[0]?.id ?? '')).toBeNull()
  })

  it('and stays a draft, photos included, when the disk is full', async () => {
    const phone = await newPhone()
    const { request, photos } = aReportWithPhotos(1)
    await phone.writeDraft({ id: request.input.id, fields: EMPTY, photos })
    diskFails(full())

    const saving = phone.saveEntry(request, photos, { fromDraft: true })

    await expect(saving).rejects.toMatchObject({ code: 'STORAGE_FULL' })
    expect((await phone.readDraft())?.photos).toHaveLength(1)
    expect((await phone.readOutbox()).entries).toEqual([])
  })
})

describe('a connection that died, as Safari lets it', () => {
  it('is reopened once, and the report is saved once', async () => {
    const phone = await newPhone()
    diskFails(dead(), 1)

    await phone.saveEntry(aReport())

    expect((await phone.readOutbox()).entries).toHaveLength(1)
  })

  it('is said loudly when it dies again, and nothing is called saved', async () => {
    const phone = await newPhone()
    const add = diskFails(dead())

    await expect(phone.saveEntry(aReport())).rejects.toMatchObject({ code: 'STORAGE_DEAD' })

    expect(add).toHaveBeenCalledTimes(2)
    expect((await phone.readOutbox()).entries).toEqual([])
  })

  it('when the browser closes it in the middle of a transaction, the work is done again', async () => {
    const phone = await newPhone()
    let interruptions = 0
    const add = IDBObjectStore.prototype.add
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (this: IDBObjectStore, value) {
      const request = add.call(this, value)
      interruptions += 1
      if (interruptions === 1) this.transaction.abort()
      return request
    })

    await phone.saveEntry(aReport())

    expect((await phone.readOutbox()).entries).toHaveLength(1)
  })
})

describe('a newer app in another tab', () => {
  it('is let through, and the old tab is told to reload', async () => {
    const phone = await newPhone()
    await phone.saveEntry(aReport())

    const upgraded = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(phone.DATABASE_NAME, 99)
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error)
    })

    expect(upgraded.version).toBe(99)
    await expect(phone.saveEntry(aReport())).rejects.toMatchObject({ code: 'STORAGE_NEWER' })
  })
})

const EMPTY = {
  category: null,
  description: 'Une sil',
  positionSource: null,
  coordinates: null,
  place: '',
  happenedAt: null,
  happening: null,
  danger: null,
} as const
