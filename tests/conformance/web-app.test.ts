import { describe, expect, test } from 'vitest'
import type { Device } from '../testkit/browser.ts'
import { useFlow } from '../testkit/flow.ts'
import { expectText, giveSession } from '../testkit/screen.ts'
import { focusIsVisible, tabTo } from '../testkit/use-of-screen.ts'

const flow = useFlow()

async function open(name: string, viewport = { width: 320, height: 640 }): Promise<Device> {
  const device = await flow.open({ locale: 'fr-FR', viewport })
  await giveSession(device, name)
  return device
}

describe('the app on a phone', () => {
  test('can be installed: Chromium finds nothing that is missing', async () => {
    const { context, page } = await open('Amina Benali')
    await page.goto('/')
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    const session = await context.newCDPSession(page)
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
    // The test's own browser is a private window, in which nothing can be installed.
    expect(installabilityErrors.filter((it) => it.errorId !== 'in-incognito')).toEqual([])
    const { errors, data } = await session.send('Page.getAppManifest')
    expect(errors).toEqual([])
    const { icons, shortcuts } = JSON.parse(data ?? '{}')
    expect(icons.map((it: { purpose?: string }) => it.purpose ?? 'any')).toContain('maskable')
    expect(shortcuts.map((it: { name: string }) => it.name)).toEqual(['Signaler', 'Mes envois'])
  })
})

describe('by keyboard alone', () => {
  test('a report is made, from the feed to « Enregistré », and the focus is always seen', async () => {
    const device = await open('Amina Benali', { width: 1440, height: 900 })
    const { page } = device
    const seen = `Une vitrine vient d’être brisée, essai ${crypto.randomUUID().slice(0, 8)}`
    await page.goto('/')
    await page.getByRole('article').first().waitFor()
    await tabTo(page, page.getByRole('link', { name: 'Signaler' }).first())
    await page.keyboard.press('Enter')
    await tabTo(page, page.getByRole('radio', { name: 'Comportement inhabituel' }))
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Space')
    await tabTo(page, page.getByLabel('Ce que vous voyez'))
    await page.keyboard.type(seen)
    await tabTo(page, page.getByRole('button', { name: 'Envoyer à mes voisins' }))
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/envois\//)
    await expectText(device, seen)
    await page
      .getByText(/^Reçu à|^Enregistré sur ce téléphone/)
      .first()
      .waitFor()
    await expect
      .poll(() => flow.database.sql('select category from alert where description = $1', [seen]))
      .toEqual([{ category: 'SUSPICIOUS_ACTIVITY' }])
  })

  test('« Afficher plus » leads on to the first alert that came', async () => {
    const { page } = await open('Amina Benali')
    await page.goto('/')
    const rows = page.getByRole('article')
    await rows.nth(9).waitFor()
    const more = page.getByRole('button', { name: 'Afficher plus' })
    await more.focus()
    const shown = await rows.count()
    await page.keyboard.press('Enter')
    const next = rows.nth(shown).getByRole('link').first()
    await expect.poll(() => next.evaluate((it) => it === document.activeElement)).toBe(true)
  })

  test('a focus that cannot be seen is noticed (control)', async () => {
    const { page } = await open('Amina Benali')
    await page.goto('/')
    await page.getByRole('article').first().waitFor()
    await tabTo(page, page.getByRole('link', { name: 'Aller au contenu' }))
    expect(await focusIsVisible(page)).toBe(true)
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync('* { outline: none !important }')
      document.adoptedStyleSheets = [sheet]
    })
    expect(await focusIsVisible(page)).toBe(false)
  })
})
