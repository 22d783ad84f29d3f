import { beforeEach, describe, expect, it, vi } from 'vitest'
import { aReport, newPhone, type Tab } from './testing/phone.ts'

let phone: Tab

beforeEach(async () => {
  phone = await newPhone()
})

const typed = (id: string, description: string) => ({
  id,
  fields: { ...phone.EMPTY_DRAFT, description },
  photos: [],
})

describe('a draft is written keystroke by keystroke', () => {
  it('at once, and the last state is the one that stays', async () => {
    const written = vi.fn()
    const writer = phone.draftWriter(written)
    const id = phone.newDraftId()
    const sentence = 'Deux personnes essaient les portières des voitures garées devant le 12.'
    for (let end = 1; end <= sentence.length; end += 1) writer.write(typed(id, sentence.slice(0, end)))

    await writer.settled()

    expect((await phone.readDraft())?.fields.description).toBe(sentence)
    expect(written.mock.calls.length).toBeLessThan(5)
  })

  it('a tab killed between two keystrokes keeps the first', async () => {
    const writer = phone.draftWriter(vi.fn())
    const id = phone.newDraftId()
    writer.write(typed(id, 'V'))
    await vi.waitFor(async () => expect((await phone.readDraft())?.fields.description).toBe('V'))
  })

  it('what was emptied again is no draft', async () => {
    const writer = phone.draftWriter(vi.fn())
    const id = phone.newDraftId()
    writer.write(typed(id, 'V'))
    await writer.settled()
    writer.write(typed(id, ''))
    await writer.settled()

    expect(await phone.readDraft()).toBeNull()
  })

  it('says what went wrong, and when it goes well again', async () => {
    const heard = vi.fn()
    const writer = phone.draftWriter(heard)
    const id = phone.newDraftId()
    await phone.signedOut()
    writer.write(typed(id, 'V'))
    await writer.settled()
    expect(heard).toHaveBeenLastCalledWith(expect.objectContaining({ code: 'NOBODY_SIGNED_IN' }))

    await phone.signedInAs('marie')
    writer.write(typed(id, 'Vi'))
    await writer.settled()
    expect(heard).toHaveBeenLastCalledWith(null)
  })

  it('writes nothing more once it was stopped', async () => {
    const heard = vi.fn()
    const writer = phone.draftWriter(heard)
    const id = phone.newDraftId()
    await phone.saveEntry(aReport({ id }), [], { fromDraft: true })
    writer.stop()
    writer.write(typed(id, 'V'))
    await writer.settled()

    expect(await phone.readDraft()).toBeNull()
    expect(heard).not.toHaveBeenCalled()
  })
})
