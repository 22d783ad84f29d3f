import { describe, expect, test } from 'vitest'
import type { Device } from '../testkit/browser.ts'
import { useFlow } from '../testkit/flow.ts'
import { expectText, signInAs } from '../testkit/screen.ts'

const flow = useFlow()
const PHONE = { locale: 'fr-FR' as const, viewport: { width: 360, height: 740 } }

/** A phone that can start without a network, and fetches no more than its owner asks for. */
async function thriftyPhone(): Promise<Device> {
  const device = await flow.open(PHONE)
  await device.context.addInitScript(() =>
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } }),
  )
  await signInAs(device, 'Amina Benali')
  await expectText(device, 'En direct')
  await device.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  return device
}

/** Which files of the map's library this device keeps, in whatever cache. */
const mapFiles = ({ page }: Device): Promise<string[]> =>
  page.evaluate(async () => {
    const files: string[] = []
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys())
        if (url.includes('/maplibre-')) files.push(`${name.replace(/-v2.*/, '')} ${url.split('.').at(-1)}`)
    return files.sort()
  })

const drawn = ({ page }: Device) => page.locator('.maplibregl-canvas').waitFor({ timeout: 30_000 })
const MISSING = 'La carte n’est pas encore sur cet appareil, et il n’y a pas de réseau.'

describe('the map without a network', () => {
  test('is not installed with the app; opened once, it is there', async () => {
    const amina = await thriftyPhone()
    expect(await mapFiles(amina)).toEqual([])

    await amina.page.goto('/carte')
    await drawn(amina)
    await expect.poll(() => mapFiles(amina)).toEqual(['vigie-map js', 'vigie-map js'])
    // The town's shape is kept a moment after it came.
    await new Promise((resolve) => setTimeout(resolve, 1500))

    await amina.context.setOffline(true)
    await amina.page.reload()
    await drawn(amina)
    expect(await amina.page.getByText(MISSING).count()).toBe(0)
    expect(amina.complaints).toEqual([])
  })

  test('never opened, it says so in words, and the alerts stand beside it (control)', async () => {
    const amina = await thriftyPhone()
    await new Promise((resolve) => setTimeout(resolve, 1500))

    await amina.context.setOffline(true)
    await amina.page.goto('/carte')
    await expectText(amina, MISSING)
    await amina.page.getByRole('article').first().waitFor()
  })

  test('comes by itself once the app is quiet, unless data is to be saved', async () => {
    const amina = await flow.open(PHONE)
    await signInAs(amina, 'Amina Benali')
    await expect.poll(() => mapFiles(amina), { timeout: 30_000 }).toEqual(['vigie-map js', 'vigie-map js'])
  })
})
