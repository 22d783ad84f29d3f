import { describe, expect, test } from 'vitest'
import { faultsOnScreen } from '../testkit/axe.ts'
import type { Device } from '../testkit/browser.ts'
import { useFlow } from '../testkit/flow.ts'
import { giveSession } from '../testkit/screen.ts'
import { SCREENS } from '../testkit/screens.ts'

const flow = useFlow()

describe.each([
  { locale: 'fr-FR' as const, viewport: { width: 320, height: 640 }, dark: false },
  { locale: 'en-GB' as const, viewport: { width: 1440, height: 900 }, dark: true },
])('in $locale at $viewport.width px', ({ locale, viewport, dark }) => {
  test.each(Object.entries(SCREENS))(
    '%s’s screens can be read by everybody, and nothing sticks out',
    async (name, paths) => {
      const device = await flow.open({ locale, viewport, dark })
      await giveSession(device, name)
      for (const path of paths) expect(await faultsOf(device, path), path).toEqual([])
      expect(device.complaints).toEqual([])
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
