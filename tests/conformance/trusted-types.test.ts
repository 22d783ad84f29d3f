import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Device } from '../testkit/browser.ts'
import { useFlow } from '../testkit/flow.ts'
import { aPhotoWithPosition } from '../testkit/photo.ts'
import { noteViolations } from '../testkit/policy-violations.ts'
import { giveSession } from '../testkit/screen.ts'
import { SCREENS, SCREENS_OF_NOBODY } from '../testkit/screens.ts'
import { startTamperingProxy, type TamperingProxy } from '../testkit/tampering-proxy.ts'

const flow = useFlow()
let proxy: TamperingProxy
let device: Device
let violations: Awaited<ReturnType<typeof noteViolations>>

beforeAll(async () => {
  proxy = await startTamperingProxy(flow.stack.url)
})

afterAll(() => proxy?.close())

async function open(url = flow.stack.url): Promise<Device> {
  device = await flow.open({ url, locale: 'fr-FR', viewport: { width: 360, height: 740 } })
  violations = await noteViolations(device)
  return device
}

async function visit(path: string): Promise<void> {
  await device.page.goto(path)
  await device.page.getByRole('heading', { level: 1 }).first().waitFor()
  await device.page.waitForLoadState('networkidle')
}

const expectNothingWrong = async () =>
  expect([...(await violations.seen()), ...device.complaints]).toEqual([])

const serviceWorkerIsReady = () =>
  device.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))

/** The map's worker and the app's own are the two scripts that code starts by their address. */
const workerRuns = () => expect.poll(() => device.page.workers().length).toBeGreaterThan(0)

describe('the policy of every HTML answer', () => {
  test.each(['/', '/index.html', '/connexion', '/nulle-part'])(
    'of %s lets no text become code',
    async (path) => {
      const { headers } = await fetch(flow.stack.url + path, { headers: { accept: 'text/html' } })
      expect(headers.get('content-type')).toMatch(/^text\/html/)
      const policy = headers.get('content-security-policy')?.split(';')
      expect(policy).toEqual(
        expect.arrayContaining([
          "require-trusted-types-for 'script'",
          'trusted-types default',
          // The page's own four lines, by their hash.
          expect.stringMatching(/^script-src 'self' 'sha256-[^' ]+'$/),
        ]),
      )
    },
  )
})

describe('no screen breaks the policy', () => {
  test.each(Object.entries(SCREENS))('of %s', async (name, paths) => {
    const { page } = await open()
    await giveSession(device, name)
    for (const path of paths) await visit(path)
    await visit('/')
    await page.getByRole('article').getByRole('link').first().click()
    await page.waitForURL(/alertes\/|alerte=/)
    await expectNothingWrong()
  })

  test('of somebody who has not signed in', async () => {
    await open()
    for (const path of SCREENS_OF_NOBODY) await visit(path)
    await expectNothingWrong()
  })

  test('nor does a report with a photo and a pin on the map', async () => {
    const { page } = await open()
    await giveSession(device, 'Amina Benali')
    await visit('/signaler')
    await page.getByRole('radio', { name: 'Cambriolage' }).check({ force: true })
    await page.getByLabel('Ce que vous voyez').fill('La porte du local à vélos a été forcée.')
    await page.getByRole('radio', { name: 'Sur la carte' }).check({ force: true })
    await page.getByRole('button', { name: 'C’est ici' }).click()
    await workerRuns()
    await page
      .locator('input[type=file]')
      .last()
      .setInputFiles(await aPhotoWithPosition())
    await page.locator('main li img').waitFor()
    await page.getByRole('button', { name: 'Envoyer à mes voisins' }).click()
    await page
      .getByText(/^Reçu à/)
      .first()
      .waitFor()
    await expectNothingWrong()
  })

  test('nor does the message that a newer app is ready, and starting it', async () => {
    const { page } = await open(proxy.url)
    await visit('/connexion')
    await serviceWorkerIsReady()
    proxy.change('/service-worker.js', (script) => `${script}\n// newer`)
    await page.evaluate(() => navigator.serviceWorker.ready.then((it) => it.update()).then(() => undefined))
    await Promise.all([
      page.waitForEvent('load'),
      page.getByRole('button', { name: 'Mettre à jour' }).click(),
    ])
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expectNothingWrong()
  })
})

describe('what breaks the policy is noticed (control)', () => {
  test('markup made from text', async () => {
    const { page } = await open()
    await visit('/connexion')
    const refusal = await page.evaluate(() => {
      try {
        document.body.innerHTML = '<img src="/favicon.svg">'
        return 'done'
      } catch (error) {
        return error instanceof TypeError && 'refused'
      }
    })
    expect(refusal).toBe('refused')
    await expect.poll(violations.seen).toEqual([expect.stringContaining('require-trusted-types-for')])
    // So does every other test with a browser: an error on the console is a complaint.
    expect(device.complaints).toEqual([expect.stringContaining('TrustedHTML')])
  })

  test('a script of another name, started as the worker of a page', async () => {
    const { page } = await open()
    await visit('/connexion')
    const start = (url: string) =>
      page.evaluate((address) => {
        try {
          new Worker(address).terminate()
          return 'started'
        } catch {
          return 'refused'
        }
      }, url)
    expect(await start('/theme.js')).toBe('refused')
    expect(await start('/service-worker.js?x')).toBe('refused')
    expect(await start('/service-worker.js')).toBe('started')
    await expect.poll(violations.seen).toHaveLength(2)
  })

  test('a second policy', async () => {
    const { page } = await open()
    await visit('/connexion')
    await page.evaluate(`try { trustedTypes.createPolicy('mine', {}) } catch {}`)
    await expect.poll(violations.seen).toEqual([expect.stringContaining('trusted-types')])
  })

  test('a script fetched by the service worker', async () => {
    await open()
    await visit('/connexion')
    await serviceWorkerIsReady()
    const [worker] = device.context.serviceWorkers()
    await worker?.evaluate(`try { importScripts('/theme.js') } catch {}`)
    await expect.poll(violations.seen).toEqual([expect.stringContaining('require-trusted-types-for')])
  })
})
