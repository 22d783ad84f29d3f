import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { type KillableBrowser, removeProfile, startOnProfile } from '../../tests/testkit/killable-browser.ts'
import { momentOf, noteFirstArticle } from './moments.ts'

/** A phone with the app installed and somebody signed in: a browser's profile, opened anew for each use. */
export interface Phone {
  /** Starts the browser; `network` is what it then has. */
  open(network: 'on' | 'off'): Promise<KillableBrowser>
  /** Ends its browser, should it still run, and leaves nothing behind. */
  throwAway(): Promise<void>
}

/** Gives nobody's phone; whoever opens it first signs in. */
export function newPhone(): Phone {
  const profile = mkdtempSync(join(tmpdir(), 'vigie-bench-phone-'))
  let last: KillableBrowser | null = null
  return {
    async open(network) {
      const browser = await startOnProfile(profile)
      last = browser
      // On a machine that does much else everything takes longer; that is for the figures to say.
      browser.context.setDefaultTimeout(120_000)
      await browser.page.setViewportSize({ width: 360, height: 740 })
      await browser.context.setOffline(network === 'off')
      return browser
    },
    async throwAway() {
      await last?.close()
      await removeProfile(profile)
    },
  }
}

/** Signs in with one tap and waits until the phone can start without a network. */
export async function install(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/connexion`)
  await page.getByRole('button', { name: /Amina Benali/ }).click()
  await page.getByRole('article').first().waitFor()
  await controlled(page)
  // The feed is kept a second after its last change; the service worker keeps the pictures that were looked at.
  await page.reload()
  await page.getByRole('article').first().waitFor()
  await page.waitForTimeout(4000)
}

/** Waits until a service worker answers for this page. */
export const controlled = (page: Page) =>
  page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))

/** Opens the address in a browser that has just started, and gives the time until its first article is painted. */
export async function coldStart(phone: Phone, url: string, slowdown: number): Promise<number> {
  const browser = await phone.open('off')
  const session = await browser.context.newCDPSession(browser.page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  await noteFirstArticle(browser.page)
  await browser.page.goto(url, { waitUntil: 'commit' })
  const painted = await momentOf(browser.page, 'first-article')
  await browser.close()
  return painted
}
