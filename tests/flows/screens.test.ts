import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faultsOnScreen } from '../testkit/axe.ts'
import { type Device, launchBrowser, openDevice, type TestBrowser } from '../testkit/browser.ts'
import { createTestDatabase, type TestDatabase } from '../testkit/database.ts'
import { type PushService, startPushService } from '../testkit/push-service.ts'
import { signInAs } from '../testkit/screen.ts'
import { SCREENS } from '../testkit/screens.ts'
import { type Stack, startStack } from '../testkit/stack.ts'

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
  return faultsOnScreen(page)
}
