import { beforeEach, describe, expect, it } from 'vitest'
import { aPhoto, aReport, newPhone, openTab, type Tab } from './testing/phone.ts'

let phone: Tab

beforeEach(async () => {
  phone = await newPhone()
})

const draftOf = (description: string, photos = [aPhoto()]) => ({
  id: phone.newDraftId(),
  fields: { ...phone.EMPTY_DRAFT, description },
  photos,
})

describe('a draft', () => {
  it('survives a reload, photos included', async () => {
    const draft = draftOf('Deux personnes essaient les port')
    await phone.writeDraft(draft)

    const found = await (await openTab()).readDraft()

    expect(found).toMatchObject({ id: draft.id, fields: draft.fields })
    expect(await found?.photos[0]?.blob.bytes()).toEqual(await draft.photos[0]?.blob.bytes())
    expect(Math.abs((found?.changedAt ?? 0) - Date.now())).toBeLessThan(5000)
  })

  it('is its author’s alone', async () => {
    await phone.writeDraft(draftOf('Une odeur de brûlé'))

    await phone.signedInAs('paul')

    expect(await phone.readDraft()).toBeNull()
  })

  it('gives up the photos that were taken out of it', async () => {
    const [kept, dropped] = [aPhoto(), aPhoto()]
    const draft = draftOf('Vitre brisée', [kept, dropped])
    await phone.writeDraft(draft)

    await phone.writeDraft({ ...draft, photos: [kept] })

    expect(await phone.readPhoto(dropped.id)).toBeNull()
    expect((await phone.readDraft())?.photos.map((photo) => photo.id)).toEqual([kept.id])
  })

  it('of an older app opens with what it has', async () => {
    await phone.writeDraft(draftOf('Vitre brisée', []))
    await phone.write(['drafts'], 'relaxed', async (tx) => {
      const stored = await tx.store.get('marie')
      if (stored)
        await tx.store.put({ ...stored, fields: JSON.parse('{"description":"Vitre","category":"NO_MORE"}') })
    })

    expect((await phone.readDraft())?.fields).toEqual({ ...phone.EMPTY_DRAFT, description: 'Vitre' })
  })

  it('thrown away comes back by undo, but not over a newer one', async () => {
    const draft = draftOf('Vitre brisée')
    await phone.writeDraft(draft)
    const discarded = await phone.discardDraft(draft.id)
    expect(await phone.readDraft()).toBeNull()
    if (!discarded) throw new Error('nothing was discarded')

    await phone.restoreDraft(discarded)

    expect((await phone.readDraft())?.photos).toHaveLength(1)
    await expect(phone.restoreDraft(discarded)).rejects.toMatchObject({ code: 'DRAFT_IN_PROGRESS' })
  })

  it('of another tab stays, photos included, when this one’s is sent or thrown away', async () => {
    const [sent, begun] = [draftOf('Vitre brisée'), draftOf('Une voiture brûle')]
    await phone.writeDraft(sent)
    const other = await openTab()
    // The other tab has sent it and begun anew; this one does not know yet.
    await other.saveEntry(aReport({ id: sent.id }), [], { fromDraft: true })
    await other.writeDraft(begun)

    await phone.saveEntry(aReport({ id: sent.id }), [], { fromDraft: true })
    expect(await phone.discardDraft(sent.id)).toBeNull()

    const left = await phone.readDraft()
    expect([left?.id, left?.photos.length]).toEqual([begun.id, 1])
  })

  it('that another tab has saved as a report does not rise again with the next keystroke', async () => {
    const draft = draftOf('Vitre brisée', [])
    await phone.writeDraft(draft)
    const other = await openTab()
    await other.saveEntry(aReport({ id: draft.id }), [], { fromDraft: true })

    const keystroke = phone.writeDraft({
      ...draft,
      fields: { ...draft.fields, description: 'Vitre brisée !' },
    })

    await expect(keystroke).rejects.toMatchObject({ code: 'ALREADY_SAVED' })
    expect(await phone.readDraft()).toBeNull()
  })
})
