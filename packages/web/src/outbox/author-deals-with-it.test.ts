import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deletionRisk, mayEdit, mayRetry, type OutboxEntry } from './outbox-entry.ts'
import { aComment, aReport, aReportWithPhotos, newPhone, portsTo, type Tab } from './testing/phone.ts'
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

async function only(): Promise<OutboxEntry> {
  const [entry] = (await phone.readOutbox()).entries
  if (!entry) throw new Error('the outbox is empty')
  return entry
}

describe('editing', () => {
  it('a report that never left makes it the draft again, with its photos, under new ids', async () => {
    const { request, photos } = aReportWithPhotos(2)
    await phone.saveEntry(request, photos)

    await phone.editEntry(request.input.id)

    expect((await phone.readOutbox()).entries).toEqual([])
    const draft = await phone.readDraft()
    expect(draft?.fields).toMatchObject({ category: 'SUSPICIOUS_ACTIVITY', place: 'Rue des Tilleuls' })
    expect(draft?.id).not.toBe(request.input.id)
    expect(draft?.photos.map((photo) => photo.id)).not.toContain(photos[0]?.id)
    expect(await draft?.photos[1]?.blob.bytes()).toEqual(await photos[1]?.blob.bytes())
  })

  it('a refused report, changed and sent again, arrives once', async () => {
    server.fates.push({ refuse: 'INVALID_INPUT', field: 'place' })
    const { id } = await phone.saveEntry(aReport())
    await drain()

    await phone.editEntry(id)
    const draft = await phone.readDraft()
    await phone.saveEntry(aReport({ id: draft?.id, place: 'Devant l’école' }), [], { fromDraft: true })
    await drain()

    expect(server.accepted).toEqual([draft?.id])
    expect(await phone.readDraft()).toBeNull()
  })

  it('is not possible while it may have arrived: the changed copy could be a second report', async () => {
    server.fates.push('lose the answer')
    const { id } = await phone.saveEntry(aReport())
    await drain()

    expect(mayEdit(await only())).toBe(false)
    await expect(phone.editEntry(id)).rejects.toMatchObject({ code: 'NOT_EDITABLE' })
  })

  it('is possible again once the server has refused what may have arrived', async () => {
    server.fates.push('lose the request', { refuse: 'INVALID_INPUT' })
    await phone.saveEntry(aReport())
    await drain()
    await drain()

    expect(mayEdit(await only())).toBe(true)
  })

  it('is over once the text was received, even while photos are still to come', async () => {
    const { request, photos } = aReportWithPhotos(1)
    await phone.saveEntry(request, photos)
    server.uploads.fates.push({ method: 'POST', fate: { status: 503 } })
    await drain()

    expect(await only()).toMatchObject({ state: 'pending', queue: 'photos' })
    expect(mayEdit(await only())).toBe(false)
  })

  it('is for reports only, and never over another draft', async () => {
    const report = await phone.saveEntry(aReport())
    const comment = await phone.saveEntry(aComment(report.id))
    await phone.writeDraft({ id: phone.newDraftId(), fields: phone.EMPTY_DRAFT, photos: [] })

    await expect(phone.editEntry(comment.id)).rejects.toMatchObject({ code: 'NOT_EDITABLE' })
    await expect(phone.editEntry(report.id)).rejects.toMatchObject({ code: 'DRAFT_IN_PROGRESS' })
    expect((await phone.readOutbox()).entries).toHaveLength(2)
  })
})

describe('trying again', () => {
  it.each([
    ['NOT_ALLOWED', true],
    ['INVALID_INPUT', false],
    ['ALREADY_RESOLVED', false],
  ])('is offered where it can lead somewhere: %s', async (code, offered) => {
    server.fates.push({ refuse: code })
    await phone.saveEntry(aReport())
    await drain()

    expect(mayRetry(await only())).toBe(offered)
  })
})

describe('sending refused photos again', () => {
  it.each([
    ['PHOTO_REFUSED', false],
    ['PHOTO_TOO_LARGE', false],
    ['FORBIDDEN', true],
  ])('is offered where it can lead somewhere: %s', async (code, offered) => {
    const { request, photos } = aReportWithPhotos(1)
    await phone.saveEntry(request, photos)
    server.uploads.fates.push({ method: 'POST', fate: { status: 422, body: { code, permanent: true } } })
    await drain()

    expect(await only()).toMatchObject({ state: 'done', photos: [{ state: 'refused' }] })
    expect(mayRetry(await only())).toBe(offered)
    await phone.retryEntry(request.input.id)
    await drain()
    expect(server.uploads.photos.size).toBe(offered ? 1 : 0)
  })

  it('is not offered for a photo that the browser has lost', async () => {
    const { request, photos } = aReportWithPhotos(1)
    await phone.saveEntry(request, photos)
    await phone.write(['blobs'], 'relaxed', (tx) => tx.store.clear())
    await drain()
    expect(mayRetry(await only())).toBe(false)
  })
})

describe('deleting', () => {
  it('can be undone: the report takes its old place in the line, photos included', async () => {
    const { request, photos } = aReportWithPhotos(1)
    await phone.saveEntry(request, photos)
    const { id: second } = await phone.saveEntry(aReport())

    const deleted = await phone.deleteEntry(request.input.id)
    expect(await phone.readPhoto(photos[0]?.id ?? '')).toBeNull()
    await phone.restoreEntry(deleted)
    await drain()

    expect(server.accepted).toEqual([request.input.id, second])
    expect(server.uploads.photos.size).toBe(1)
  })

  it('says what it cannot call back', async () => {
    const { request, photos } = aReportWithPhotos(1)
    await phone.saveEntry(request, photos)
    expect(deletionRisk(await only())).toBe('none')

    server.fates.push('lose the answer')
    await drain()
    expect(deletionRisk(await only())).toBe('may-have-arrived')

    server.uploads.fates.push({ method: 'POST', fate: { status: 503 } })
    await drain()
    expect(deletionRisk(await only())).toBe('received')

    await drain()
    expect(deletionRisk(await only())).toBe('none')
  })

  it('what is already gone is said, not ignored', async () => {
    const { id } = await phone.saveEntry(aReport())
    await phone.deleteEntry(id)

    await expect(phone.deleteEntry(id)).rejects.toMatchObject({ code: 'ENTRY_GONE' })
    await expect(phone.retryEntry(id)).rejects.toMatchObject({ code: 'ENTRY_GONE' })
  })
})

describe('taking back', () => {
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
})

describe('signing out', () => {
  it('by default keeps what was not sent until its author is back', async () => {
    await phone.saveEntry(aReport())
    await drain()
    const { request, photos } = aReportWithPhotos(1)
    await phone.saveEntry(request, photos)
    await phone.writeDraft({ id: phone.newDraftId(), fields: phone.EMPTY_DRAFT, photos: [] })

    expect(await phone.wipeOutbox('marie', { keepUnsent: true })).toBe(0)
    await phone.signedOut()

    expect(await phone.readOutbox()).toEqual({ owner: null, entries: [], pause: null, others: 1 })
    await phone.signedInAs('marie')
    expect(await phone.hasDraft('marie')).toBe(true)
    await drain()
    expect(server.accepted).toContain(request.input.id)
    expect(server.uploads.photos.size).toBe(1)
  })

  it('deletes them only when told to, and never another person’s', async () => {
    const { request, photos } = aReportWithPhotos(1)
    await phone.saveEntry(request, photos)
    await phone.writeDraft({ id: phone.newDraftId(), fields: phone.EMPTY_DRAFT, photos: [] })
    await phone.signedInAs('paul')
    await phone.saveEntry(aReport())

    expect(await phone.wipeOutbox('marie', { keepUnsent: false })).toBe(1)

    expect(await phone.unsentFor('marie')).toEqual([])
    expect(await phone.hasDraft('marie')).toBe(false)
    expect(await phone.readPhoto(photos[0]?.id ?? '')).toBeNull()
    expect(await phone.unsentFor('paul')).toHaveLength(1)
  })

  it('changes nothing when the session could not be ended', async () => {
    await phone.saveEntry(aReport())
    const offline = () => Promise.reject(new TypeError('no network'))

    await expect(phone.leavePhone('marie', { keepUnsent: false }, offline)).rejects.toThrow('no network')

    expect(await phone.readOutbox()).toMatchObject({ owner: 'marie', entries: [{ state: 'pending' }] })
  })

  it('sends nothing more while the session ends, and deletes only after it has', async () => {
    const { id } = await phone.saveEntry(aReport())

    await phone.leavePhone('marie', { keepUnsent: true }, async () => {
      expect(await drain()).toEqual({ kind: 'drained' })
      expect(await phone.unsentFor('marie')).toMatchObject([{ id }])
    })

    expect(server.arrivals).toEqual([])
    expect((await phone.readOutbox()).owner).toBeNull()
  })
})
