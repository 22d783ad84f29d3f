import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Device, launchBrowser, openDevice, type TestBrowser } from '../testkit/browser.ts'
import { createTestDatabase, type TestDatabase } from '../testkit/database.ts'
import { type PushService, startPushService } from '../testkit/push-service.ts'
import { signInAs } from '../testkit/screen.ts'
import { SCREENS } from '../testkit/screens.ts'
import { type Stack, startStack } from '../testkit/stack.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

declare global {
  interface Window {
    axe: { run(context: Document, options: { resultTypes: ['violations'] }): Promise<AxeResults> }
  }
}

let database: TestDatabase
let push: PushService
let stack: Stack
let browser: TestBrowser

beforeAll(async () => {
  database = await createTestDatabase()
  push = await startPushService()
  stack = await startStack(database, push)
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.browser.close()
  await stack?.stop()
  await push?.close()
  await database?.drop()
})

describe.each([
  { locale: 'fr-FR' as const, viewport: { width: 320, height: 640 }, dark: false },
  { locale: 'en-GB' as const, viewport: { width: 1440, height: 900 }, dark: true },
])('in $locale at $viewport.width px', ({ locale, viewport, dark }) => {
  test.each(Object.entries(SCREENS))(
    '%s’s screens can be read by everybody, and nothing sticks out',
    async (name, paths) => {
      const device = await openDevice(browser, { url: stack.url, locale, viewport, dark })
      try {
        await signInAs(device, name)
        for (const path of paths) expect(await faultsOf(device, path), path).toEqual([])
        expect(device.complaints).toEqual([])
      } finally {
        await device.context.close()
      }
    },
  )
})

/** What axe-core finds on the screen, and whether it is wider than the window. */
async function faultsOf({ page }: Device, path: string): Promise<string[]> {
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForLoadState('networkidle')
  // Evaluated, not added as a script: the page's policy lets nobody add one.
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] })
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`)
    const excess = document.documentElement.scrollWidth - document.documentElement.clientWidth
    return excess > 0 ? [...found, `${excess} px wider than the window`] : found
  })
}
