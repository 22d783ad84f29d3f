import { beforeEach, describe, expect, it } from 'vitest'
import { aComment, aReport, newPhone, type Tab } from './testing/phone.ts'
import { waitingWords } from './waiting-words.ts'

let phone: Tab

beforeEach(async () => {
  phone = await newPhone()
})

describe('the notification that something waits', () => {
  it('asks to sign in or to update, whichever it is', () => {
    expect(waitingWords('UNAUTHENTICATED', ['reportAlert'], 'fr').body).toContain('Reconnectez-vous')
    expect(waitingWords('CONTRACT_TOO_OLD', ['reportAlert'], 'fr').body).toContain('mettre à jour')
    expect(waitingWords('CONTRACT_TOO_OLD', ['reportAlert'], 'fr').body).not.toContain('Reconnectez')
  })

  it('names what waits, and counts when it is more than one', () => {
    expect(waitingWords('UNAUTHENTICATED', ['commentAlert'], 'en').title).toContain('comment')
    expect(waitingWords('UNAUTHENTICATED', ['resolveAlert'], 'fr').title).toContain('fin d’intervention')
    expect(waitingWords('UNAUTHENTICATED', ['reportAlert', 'commentAlert'], 'fr').title).toMatch(/^2 envois/)
  })

  it('speaks the app’s language, where one was chosen on this device, before the browser’s', async () => {
    expect(await phone.languageOf('fr-FR')).toBe('fr')
    expect(await phone.languageOf('de-DE')).toBe('fr')
    await phone.noteLanguage('en')
    expect(await phone.languageOf('fr-FR')).toBe('en')
  })

  it('speaks of what waits to leave, not of what was refused', async () => {
    const report = await phone.saveEntry(aReport())
    await phone.saveEntry(aComment(report.id))
    await phone.write(['entries'], 'relaxed', (tx) =>
      tx.store.put({ ...report, state: 'refused', queue: 'over' }),
    )
    expect(await phone.kindsWaiting()).toEqual(['commentAlert'])
  })
})
