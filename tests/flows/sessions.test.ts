import { describe, expect, test } from 'vitest'
import type { Device } from '../testkit/browser.ts'
import { useFlow } from '../testkit/flow.ts'
import { expectText, signInAs } from '../testkit/screen.ts'

const flow = useFlow()

async function phoneOf(name: string): Promise<Device> {
  const device = await flow.open({ locale: 'fr-FR', viewport: { width: 360, height: 740 } })
  await signInAs(device, name)
  await expectText(device, 'En direct')
  return device
}

describe('a session that ends while somebody writes a comment', () => {
  test('takes no text away: it is saved first, and leaves after signing in again', async () => {
    const amina = await phoneOf('Amina Benali')
    const { page } = amina
    const text = `Je l’ai vu aussi, essai ${crypto.randomUUID().slice(0, 8)}`
    await page.getByRole('article').first().getByRole('link').first().click()
    await page.waitForURL(/\/alertes\//)
    const comment = page.getByLabel('Ajouter un commentaire')
    await comment.fill(text)

    await flow.database.sql(
      `delete from "session" where "userId" = (select user_id from person where name = 'Amina Benali')`,
    )
    await expectText(amina, 'Votre session a expiré')
    expect(await comment.inputValue()).toBe(text)

    await page.getByRole('button', { name: 'Publier le commentaire' }).click()
    await page.waitForURL(/\/connexion\?retour=/)
    await page.getByRole('button', { name: /Amina Benali/ }).click()
    await page.waitForURL(/\/alertes\//)
    await expect
      .poll(() => flow.database.sql('select 1 from comment where text = $1', [text]))
      .toHaveLength(1)
    expect(amina.complaints).toEqual([])
  })
})

describe('a first start that finds no server', () => {
  test('goes on by itself once it answers', async () => {
    const { page } = await flow.open({ locale: 'fr-FR', viewport: { width: 360, height: 740 } })
    await page.route('**/graphql', (route) => route.abort())
    await page.goto('/signaler')
    await page.getByText('Vigie ne joint pas son serveur').waitFor()
    await page.unroute('**/graphql')
    await page.waitForURL(/\/connexion\?retour=/, { timeout: 30_000 })
  })
})

describe('signing out', () => {
  test('in one tab leaves nothing on the device, and the other tab lets go too', async () => {
    const bernard = await phoneOf('Bernard Lefèvre')
    const { page } = bernard
    const other = await bernard.context.newPage()
    await other.goto('/')
    await other.getByRole('article').first().waitFor()
    await expect.poll(() => left(bernard)).toMatchObject({ kept: 1 })

    await page.goto('/moi')
    await page.getByRole('button', { name: 'Se déconnecter' }).click()

    await page.waitForURL(/\/connexion/)
    await other.waitForURL(/\/connexion/)
    // Longer than a tab takes to keep what it holds.
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect(await left(bernard)).toEqual({ kept: 0, notes: [], photos: [] })
    expect(bernard.complaints).toEqual([])
  })
})

/** What this device keeps of whoever used it. */
const left = ({ page }: Device) =>
  page.evaluate(async () => {
    const kept = await new Promise<number>((resolve) => {
      const opening = indexedDB.open('vigie-kept')
      opening.onsuccess = () => {
        const database = opening.result
        if (!database.objectStoreNames.contains('kept')) return resolve(0)
        const counting = database.transaction('kept').objectStore('kept').count()
        counting.onsuccess = () => {
          database.close()
          resolve(counting.result)
        }
      }
    })
    const notes = Object.keys(localStorage).filter(
      (key) => key.startsWith('vigie.') && !['vigie.theme', 'vigie.locale'].includes(key),
    )
    const photos = (await caches.keys()).filter((name) => name.includes('photos'))
    return { kept, notes, photos }
  })
