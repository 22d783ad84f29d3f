import { newId } from '@vigie/server/platform/ids.ts'
import { describe, expect, test } from 'vitest'
import type { Device } from '../testkit/browser.ts'
import { useFlow } from '../testkit/flow.ts'
import { REPORT } from '../testkit/operations.ts'
import { givePushService } from '../testkit/push-device.ts'
import { aReport } from '../testkit/report.ts'
import { expectText, signInAs } from '../testkit/screen.ts'
import { clickNotification, noteBadges } from '../testkit/service-worker.ts'

const flow = useFlow()

/** A phone that can start without a network from now on. */
async function phoneOf(name: string): Promise<Device> {
  const device = await flow.open({ locale: 'fr-FR', viewport: { width: 360, height: 740 } })
  await signInAs(device, name)
  await expectText(device, 'En direct')
  await device.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  return device
}

const endSessionsOf = (name: string) =>
  flow.database.sql(`delete from "session" where "userId" = (select user_id from person where name = $1)`, [
    name,
  ])

const alertsWith = (description: string) =>
  flow.database.sql<{ id: string }>('select id from alert where description = $1', [description])

const seen = () => `Quelqu’un force la porte du local à vélos, essai ${crypto.randomUUID().slice(0, 8)}`

/** Fills in the form and sends it; the screen says where it is. */
async function report({ page }: Device, description: string): Promise<void> {
  await page.getByRole('radio', { name: 'Cambriolage' }).check({ force: true })
  await page.getByLabel('Ce que vous voyez').fill(description)
  await page.getByRole('button', { name: 'Envoyer à mes voisins' }).click()
  await page.waitForURL(/\/envois\//)
}

const SAVED = 'Enregistré sur ce téléphone, pas encore envoyé'
const EXPIRED = 'Votre session a expiré'

describe('a session that ends', () => {
  test('while the phone is open: the form stays as it was, the report waits, and signing in leads back', async () => {
    const amina = await phoneOf('Amina Benali')
    const description = seen()
    await amina.page.goto('/signaler')
    await amina.page.getByLabel('Ce que vous voyez').fill('Un début')

    await endSessionsOf('Amina Benali')
    await expectText(amina, EXPIRED)
    expect(await amina.page.getByLabel('Ce que vous voyez').inputValue()).toBe('Un début')

    await report(amina, description)
    await expectText(amina, SAVED)
    await amina.page.goto('/envois')
    await expectText(amina, description)
    await expectText(amina, EXPIRED)
    expect(await alertsWith(description)).toEqual([])

    await amina.page.getByRole('main').getByRole('link', { name: 'Se connecter' }).click()
    await amina.page.getByRole('button', { name: /Amina Benali/ }).click()
    await amina.page.waitForURL(/\/envois$/)
    await amina.page
      .getByText(/^Reçu à/)
      .first()
      .waitFor()
    expect(await alertsWith(description)).toHaveLength(1)
    expect(await amina.page.getByText(EXPIRED).count()).toBe(0)
    expect(amina.complaints).toEqual([])
  })

  test('while the phone is closed: it reports without a network and with one, and shows nothing else', async () => {
    const bernard = await phoneOf('Bernard Lefèvre')
    const description = seen()
    await expect.poll(() => keptAlerts(bernard)).toBeGreaterThan(0)
    await bernard.page.close()
    await endSessionsOf('Bernard Lefèvre')

    // Without a network nobody can know that it has ended.
    await bernard.context.setOffline(true)
    bernard.page = await bernard.context.newPage()
    await bernard.page.goto('/signaler')
    await report(bernard, description)
    await expectText(bernard, SAVED)

    // With one it is said, and whatever the server had told this device is gone from it.
    await bernard.context.setOffline(false)
    await expectText(bernard, EXPIRED)
    await expectText(bernard, SAVED)
    await expect.poll(() => keptAlerts(bernard)).toBe(0)
    await bernard.page.goto('/')
    await bernard.page.waitForURL(/\/connexion/)
    expect(await bernard.page.getByRole('article').count()).toBe(0)

    // Known to be over, it stays so without a network, and the phone goes on taking reports.
    await bernard.context.setOffline(true)
    await bernard.page.goto('/signaler')
    await expectText(bernard, EXPIRED)
    await bernard.page.getByLabel('Ce que vous voyez').waitFor()
    await bernard.page.goto('/envois')
    await expectText(bernard, description)
    await expectText(bernard, EXPIRED)

    await bernard.context.setOffline(false)
    await signInAs(bernard, 'Bernard Lefèvre')
    await bernard.page.goto('/envois')
    await bernard.page
      .getByText(/^Reçu à/)
      .first()
      .waitFor()
    expect(await alertsWith(description)).toHaveLength(1)
  })
})

describe('without a network', () => {
  test('a reload shows the feed as it was, and of when it is; so do the map and an alert’s page', async () => {
    const amina = await phoneOf('Amina Benali')
    const rows = amina.page.getByRole('article')
    await rows.first().waitFor()
    const headline = (await rows.first().getByRole('heading').textContent()) ?? ''
    await expect.poll(() => keptAlerts(amina)).toBeGreaterThan(0)

    await amina.page.goto('/carte')
    await rows.first().waitFor()
    await amina.page.locator('.maplibregl-canvas').waitFor({ timeout: 30_000 })
    await amina.page.goto('/')
    await rows.first().waitFor()
    // Those that fill the screen are drawn first; the map has brought older ones.
    await amina.page.waitForLoadState('networkidle')
    await new Promise((resolve) => setTimeout(resolve, 1500))
    const count = await rows.count()
    expect(count).toBeGreaterThan(6)

    await amina.context.setOffline(true)
    await amina.page.reload()
    await rows.first().waitFor()
    await expect.poll(() => rows.count()).toBe(count)
    await expectText(amina, headline)
    await amina.page.getByText(/Données de \d{1,2}\s?h\s?\d{2}/).waitFor()

    await amina.page.goto('/carte')
    await expectText(amina, headline)
    await amina.page.getByText(/Données de \d{1,2}\s?h\s?\d{2}/).waitFor()

    await amina.page.goto('/')
    await amina.page.getByRole('link', { name: headline }).first().click()
    await amina.page.waitForURL(/\/alertes\//)
    await amina.page.reload()
    await amina.page.getByRole('heading', { level: 1, name: headline }).waitFor()
    expect(amina.complaints).toEqual([])
  })
})

const OFFER = 'Être prévenu sur cet appareil'

const expectGone = ({ page }: Device, text: string) => page.getByText(text).waitFor({ state: 'detached' })

describe('a notification', () => {
  test('is offered among the alerts, by the browser only after a tap, and « later » is remembered', async ({
    skip,
  }) => {
    if (!flow.browser.showsNotifications) skip('this Chromium denies notifications')
    const amina = await phoneOf('Amina Benali')
    await amina.page.addInitScript(() => {
      Notification.requestPermission = () => Promise.reject(new Error('asked without a tap'))
    })
    await amina.page.reload()
    await expectText(amina, OFFER)
    await amina.page.getByRole('button', { name: 'Plus tard' }).click()
    await expectGone(amina, OFFER)
    await amina.page.reload()
    await amina.page.getByRole('article').nth(3).waitFor()
    await expectGone(amina, OFFER)
    expect(amina.complaints).toEqual([])
  })

  test('leads to its alert in the window that is open, goes, and takes its number from the icon', async ({
    skip,
  }) => {
    if (!flow.browser.showsNotifications) skip('this Chromium denies notifications')
    const bernard = await phoneOf('Bernard Lefèvre')
    const phone = await givePushService(bernard, flow.push, flow.stack.url)
    await bernard.page.goto('/')
    // The page has looked at the feed by then, and set its own number.
    await expectText(bernard, OFFER)
    const badges = await noteBadges(bernard, flow.stack.url)
    await bernard.page.getByRole('button', { name: 'Activer les notifications' }).click()
    await expectGone(bernard, OFFER)
    await bernard.page.evaluate(() => Object.assign(window, { sameWindow: true }))

    const amina = await phoneOf('Amina Benali')
    const input = aReport({ id: newId(), description: seen() })
    const answer = await amina.page.request.post('/graphql', {
      data: { query: REPORT, variables: { input } },
    })
    expect(answer.ok()).toBe(true)
    const [message] = await flow.push.waitFor(phone.subscription.endpoint)
    await phone.deliver(message?.payload ?? '')
    await expect.poll(() => phone.notifications()).toHaveLength(1)
    await expect.poll(badges.shown).toEqual([1])

    await clickNotification(bernard, flow.stack.url)

    await bernard.page.waitForURL(`${flow.stack.url}/alertes/${input.id}`)
    await bernard.page.getByRole('heading', { level: 1 }).waitFor()
    await expectText(bernard, input.description)
    expect(await phone.notifications()).toEqual([])
    await expect.poll(badges.shown).toEqual([1, 0])
    // The app was not loaded anew: what is being written in it stays.
    expect(await bernard.page.evaluate(() => 'sameWindow' in window)).toBe(true)
  })
})

/** How many alerts this device keeps of the server's answers. */
const keptAlerts = ({ page }: Device): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open('vigie-kept')
        opening.onsuccess = () => {
          const database = opening.result
          if (!database.objectStoreNames.contains('kept')) return resolve(0)
          const reading = database.transaction('kept').objectStore('kept').get('last')
          reading.onsuccess = () => {
            database.close()
            const cache: Record<string, unknown> = reading.result?.cache ?? {}
            resolve(Object.keys(cache).filter((key) => key.startsWith('Alert:')).length)
          }
        }
      }),
  )
