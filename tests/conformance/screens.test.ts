import { describe, expect, test } from 'vitest'
import { faultsOnScreen } from '../testkit/axe.ts'
import type { Device } from '../testkit/browser.ts'
import { useFlow } from '../testkit/flow.ts'
import { giveSession } from '../testkit/screen.ts'
import { SCREENS } from '../testkit/screens.ts'
import { lostWith } from '../testkit/use-of-screen.ts'

const flow = useFlow()
const SMALL = { locale: 'fr-FR' as const, viewport: { width: 320, height: 640 } }

async function open({ page }: Device, path: string): Promise<void> {
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForLoadState('networkidle')
}

describe.each(Object.entries(SCREENS))('%s’s screens', (name, paths) => {
  test('can be read by everybody at 320 px and at a dark desk, and lose nothing with text twice as large', async () => {
    const device = await flow.open(SMALL)
    const { page } = device
    await giveSession(device, name)
    for (const path of paths) {
      await page.setViewportSize(SMALL.viewport)
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
      await open(device, path)
      expect(await faultsOnScreen(page), path).toEqual([])
      expect(await lostWith(page, '200%'), path).toEqual([])
      await page.evaluate(() => document.documentElement.style.removeProperty('font-size'))
      await page.setViewportSize({ width: 1440, height: 900 })
      await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
      await page.waitForLoadState('networkidle')
      expect(await faultsOnScreen(page), `${path}, desk`).toEqual([])
    }
    expect(device.complaints).toEqual([])
  })
})

test('a button wider than the window is noticed (control)', async () => {
  const device = await flow.open(SMALL)
  await open(device, '/accessibilite')
  expect(await lostWith(device.page, '200%')).toEqual([])
  await device.page.evaluate(() => {
    const button = document.createElement('button')
    button.textContent = 'Signaler'.repeat(30)
    document.body.append(button)
  })
  expect(await lostWith(device.page, '200%')).not.toEqual([])
})
