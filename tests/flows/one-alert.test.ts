import { PushPayload } from '@vigie/schema'
import type { Locator } from 'playwright-core'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import type { Device } from '../testkit/browser.ts'
import { useFlow } from '../testkit/flow.ts'
import { rounds } from '../testkit/form.ts'
import { aPhotoWithPosition } from '../testkit/photo.ts'
import { givePushService } from '../testkit/push-device.ts'
import { expectText, signInAs, tapToSignIn } from '../testkit/screen.ts'
import { type Language, wordsOf } from '../testkit/words.ts'

const flow = useFlow()

const PHONE = { width: 360, height: 740 }
const DESK = { width: 1440, height: 900 }

/** A language and a size of screen. */
interface Screen {
  language: Language
  viewport: typeof PHONE
}

/** Both sides in each language and at each size; within `pnpm test` the first alone, which has both of each. */
const EVERY_WAY: { residents: Screen; staff: Screen }[] = [
  { residents: { language: 'fr', viewport: PHONE }, staff: { language: 'en', viewport: DESK } },
  { residents: { language: 'en', viewport: PHONE }, staff: { language: 'fr', viewport: DESK } },
  { residents: { language: 'fr', viewport: DESK }, staff: { language: 'en', viewport: PHONE } },
  { residents: { language: 'en', viewport: DESK }, staff: { language: 'fr', viewport: PHONE } },
]

describe.each(EVERY_WAY.slice(0, rounds(4, 4, 1)))(
  'residents in $residents.language at $residents.viewport.width px, staff in $staff.language at $staff.viewport.width px',
  ({ residents, staff }) => {
    const say = wordsOf(residents.language)
    const sayToStaff = wordsOf(staff.language)
    const open = ({ language, viewport }: Screen) =>
      flow.open({ locale: language === 'fr' ? 'fr-FR' : 'en-GB', viewport })
    const signedIn = async (screen: Screen, name: string, path = '/') => {
      const device = await open(screen)
      await signInAs(device, name, path)
      return device
    }

    test('an alert made offline reaches neighbours, town hall and police, once each', async () => {
      const seen = `Deux personnes forcent la porte du local à vélos, essai ${crypto.randomUUID().slice(0, 8)}`

      const bernard = await open(residents)
      const bernardsPhone = await givePushService(bernard, flow.push, flow.stack.url)
      await signInAs(bernard, 'Bernard Lefèvre', '/moi')
      await bernard.page.getByRole('button', { name: say('Activer les notifications') }).click()
      await expectSubscription(bernardsPhone.subscription.endpoint)
      await bernard.page.goto('/')
      const amina = await open(residents)
      await tapToSignIn(amina, 'Amina Benali')
      const chloe = await signedIn(residents, 'Chloé Martin')
      const townHall = await signedIn(staff, 'Yasmine Cherif', '/mairie')
      const police = await signedIn(staff, 'Nicolas Perrin', '/police')
      for (const device of [bernard, amina, chloe]) await expectText(device, say('En direct'))
      for (const device of [townHall, police]) await expectText(device, sayToStaff('En direct'))

      // Amina loses the network, reports with a photo, and her tab is killed.
      await amina.page.goto('/signaler')
      await amina.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
      await amina.context.setOffline(true)
      await amina.page.getByRole('radio', { name: say('Cambriolage') }).check({ force: true })
      await amina.page.getByLabel(say('Ce que vous voyez')).fill(seen)
      await amina.page
        .locator('input[type=file]')
        .last()
        .setInputFiles(await aPhotoWithPosition())
      await amina.page.locator('main li img').waitFor()
      await amina.page.getByRole('button', { name: say('Envoyer à mes voisins') }).click()
      await expectText(amina, say('Enregistré sur ce téléphone, pas encore envoyé'))
      expect(await alertsWith(seen)).toHaveLength(0)

      await amina.killTab()
      await amina.page.goto('/envois')
      await expectText(amina, seen)
      await expectText(amina, say('Enregistré sur ce téléphone, pas encore envoyé'))

      // The network is back.
      await amina.context.setOffline(false)
      await amina.page.getByText(seen).waitFor()
      await amina.page
        .getByText(residents.language === 'fr' ? /^Reçu à/ : /^Received at/)
        .first()
        .waitFor()

      // Everybody concerned sees it live, nobody reloads.
      await reveal(bernard, seen)
      await reveal(townHall, seen)
      await reveal(police, seen)
      expect(await chloe.page.getByText(seen).count()).toBe(0)

      // Bernard is told on his lock screen: ids and a neutral title, once.
      const [message] = await flow.push.waitFor(bernardsPhone.subscription.endpoint)
      const payload = v.parse(PushPayload, JSON.parse(message?.payload ?? ''))
      expect(message?.payload).not.toContain(seen)
      await bernardsPhone.deliver(message?.payload ?? '')
      await bernardsPhone.deliver(message?.payload ?? '')
      if (flow.browser.showsNotifications) {
        await expect
          .poll(() => bernardsPhone.notifications())
          .toMatchObject([{ title: payload.notification.title }])
      }

      // The police take it up, and Amina sees what became of it.
      const row = police.page.getByRole('article').filter({ hasText: seen })
      await row.getByRole('button', { name: sayToStaff('Vu'), exact: true }).click()
      await expectFocusOn(row.getByRole('link'))
      await amina.page.goto('/')
      await expectText(amina, say('Vue par la police'))

      // A thumb that slips on « Terminé » takes it back before anybody hears of it.
      await row.getByRole('button', { name: sayToStaff('Terminé'), exact: true }).click()
      await police.page.getByRole('button', { name: sayToStaff('Annuler'), exact: true }).click()
      await row.getByRole('button', { name: sayToStaff('Terminé'), exact: true }).waitFor()
      await expectFocusOn(row.getByRole('link'))

      // The database agrees: one alert, one ledger row per person and channel, all ended, photo without its position.
      const alerts = await alertsWith(seen)
      expect(alerts).toHaveLength(1)
      expect(alerts[0]?.status).toBe('ACKNOWLEDGED')
      await expectLedger(alerts[0]?.id ?? '')
      await expect
        .poll(() => flow.database.sql('select status from photo where alert_id = $1', [alerts[0]?.id]))
        .toEqual([{ status: 'READY' }])
      for (const device of flow.devices) expect(device.complaints).toEqual([])
      flow.push.received.length = 0
    })
  },
)

const alertsWith = (description: string) =>
  flow.database.sql<{ id: string; author_id: string; status: string }>(
    'select id, author_id, status from alert where description = $1',
    [description],
  )

async function expectSubscription(endpoint: string): Promise<void> {
  await expect
    .poll(() => flow.database.sql('select 1 from push_subscription where endpoint = $1', [endpoint]))
    .toHaveLength(1)
}

/** Who works by keyboard goes on there. */
const expectFocusOn = (element: Locator) =>
  expect.poll(() => element.evaluate((it) => it === document.activeElement)).toBe(true)

/** The alert is in the list at once, or behind a button that says that something new is there. */
async function reveal(device: Device, text: string): Promise<void> {
  const row = device.page.getByRole('article').filter({ hasText: text }).first()
  const arrivals = device.page.getByRole('button', { name: /nouvelles? alertes?|new alerts?/i }).first()
  await row.or(arrivals).first().waitFor()
  if (!(await row.isVisible())) await arrivals.click()
  await row.waitFor()
}

/** Everyone of the neighbourhood and everyone who watches over the town, except the author: one row each, ended. */
async function expectLedger(alertId: string): Promise<void> {
  const eligible = await flow.database.sql<{ id: string }>(
    `select p.id from person p join alert a on a.town_id = p.town_id
     where a.id = $1 and p.id <> a.author_id and p.revoked_at is null and (
       p.role in ('MODERATOR', 'TOWN_HALL_AGENT', 'POLICE_OFFICER', 'ADMINISTRATOR')
       or p.neighbourhood_id = a.neighbourhood_id)`,
    [alertId],
  )
  const rows = () =>
    flow.database.sql<{ person_id: string; channel: string; state: string }>(
      `select d.person_id, d.channel, d.state from delivery d
       join alert_event e on e.town_id = d.town_id and e.id = d.event_id
       where d.alert_id = $1 and e.kind = 'REPORTED'`,
      [alertId],
    )
  await expect
    .poll(async () => (await rows()).filter((row) => row.state !== 'waiting').length)
    .toBe(eligible.length)
  const all = await rows()
  expect(all.map((row) => row.person_id).sort()).toEqual(eligible.map((person) => person.id).sort())
  expect(new Set(all.map((row) => `${row.person_id} ${row.channel}`)).size).toBe(all.length)
  expect(all.filter((row) => row.state === 'accepted')).toHaveLength(1)
}
