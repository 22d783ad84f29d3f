import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { faultsOnScreen } from '../testkit/axe.ts'
import type { Device } from '../testkit/browser.ts'
import { useFlow } from '../testkit/flow.ts'
import { giveSession, signInAs } from '../testkit/screen.ts'
import { SCREENS, SCREENS_OF_NOBODY } from '../testkit/screens.ts'
import { type Language, wordsOf } from '../testkit/words.ts'

const PHONE = { width: 320, height: 640 }
const DESK = { width: 1440, height: 900 }
const THEMES = ['light', 'dark'] as const

const flow = useFlow()
let device: Device

async function open(language: Language): Promise<Page> {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB'
  device = await flow.open({ locale, viewport: PHONE })
  return device.page
}

async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await settled(page)
}

async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForLoadState('networkidle')
}

/** The theme as the app's own switch sets it, without a reload. */
async function wear(page: Page, theme: (typeof THEMES)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  await page.evaluate((it) => {
    document.documentElement.dataset.theme = it
  }, theme)
}

/** What is wrong with the screen that is open, in both themes and on phone and desk. */
async function expectFaultless(page: Page, what: string): Promise<void> {
  for (const theme of THEMES) {
    await wear(page, theme)
    for (const viewport of [PHONE, DESK]) {
      await page.setViewportSize(viewport)
      expect(await faultsOnScreen(page), `${what}, ${theme}, ${viewport.width} px`).toEqual([])
    }
  }
}

describe.each(['fr', 'en'] as const)(
  'axe finds nothing, in %s, in both themes, on phone and desk',
  (language) => {
    const say = wordsOf(language)

    test.each(Object.entries(SCREENS))('on %s’s screens', async (name, paths) => {
      const page = await open(language)
      await giveSession(device, name)
      for (const path of paths) {
        await visit(page, path)
        await expectFaultless(page, path)
      }
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language)
    })

    test('on what is shown to nobody in particular', async () => {
      const page = await open(language)
      for (const path of SCREENS_OF_NOBODY) {
        await visit(page, path)
        await expectFaultless(page, path)
      }
      await visit(page, '/connexion')
      await page
        .getByRole('button', { name: say('Se connecter') })
        .last()
        .click()
      await page.locator('[aria-invalid]').first().waitFor()
      await expectFaultless(page, 'sign-in with nothing filled in')
    })

    test('on an alert, a report that lacks something, one that waits, and the question before signing out', async () => {
      const page = await open(language)
      await signInAs(device, 'Amina Benali')
      await page.getByRole('article').getByRole('link').first().click()
      await page.waitForURL(/alertes\//)
      await settled(page)
      await expectFaultless(page, 'an alert')

      await visit(page, '/signaler')
      await page.getByRole('button', { name: say('Envoyer à mes voisins') }).click()
      await page.locator('[aria-invalid]').first().waitFor()
      await expectFaultless(page, 'a report with nothing filled in')

      await device.context.setOffline(true)
      await page.getByRole('radio', { name: say('Cambriolage') }).check({ force: true })
      await page.getByLabel(say('Ce que vous voyez')).fill('La porte du local à vélos a été forcée.')
      await page.getByRole('button', { name: say('Envoyer à mes voisins') }).click()
      await page.waitForURL(/\/envois\/./)
      await settled(page)
      await expectFaultless(page, 'an entry that waits')

      await page.goto('/moi')
      await page.getByRole('button', { name: say('Se déconnecter') }).click()
      await page.getByRole('dialog').waitFor()
      await expectFaultless(page, 'the question before signing out')
    })

    test.each([
      ['Yasmine Cherif', '/mairie'],
      ['Nicolas Perrin', '/police'],
    ])('on an alert that %s has opened on the board', async (name, path) => {
      const page = await open(language)
      await giveSession(device, name)
      await visit(page, path)
      await page.getByRole('article').getByRole('link').first().click()
      await settled(page)
      await expectFaultless(page, `${path} with an alert`)
    })
  },
)

describe('what nobody could read or hear is found (control)', () => {
  test.each(THEMES)('text too pale, in the %s theme alone', async (theme) => {
    const page = await open('fr')
    await visit(page, '/qui-voit-quoi')
    await wear(page, theme)
    await page.evaluate((it) => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(`[data-theme=${it}] main p { color: #888; background: #999 }`)
      document.adoptedStyleSheets = [sheet]
    }, theme)
    expect(await faultsOnScreen(page)).toEqual([expect.stringContaining('color-contrast')])
    await wear(page, theme === 'dark' ? 'light' : 'dark')
    expect(await faultsOnScreen(page)).toEqual([])
  })

  test('a button without a name', async () => {
    const page = await open('fr')
    await visit(page, '/qui-voit-quoi')
    await page.evaluate(() => document.querySelector('main')?.append(document.createElement('button')))
    expect(await faultsOnScreen(page)).toEqual([expect.stringContaining('button-name')])
  })
})
