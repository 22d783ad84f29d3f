import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../testkit/api.ts'
import { launchBrowser, type TestBrowser } from '../testkit/browser.ts'
import { createTestDatabase, type TestDatabase } from '../testkit/database.ts'
import { openFaultyPhone } from '../testkit/faulty-phone.ts'
import { startOnProfile } from '../testkit/killable-browser.ts'
import { haveSession, reportByPhone, wrongsOf } from '../testkit/report-by-phone.ts'
import { canMount, mountDisk } from '../testkit/small-disk.ts'
import { createTestTown, type TestTown } from '../testkit/town.ts'

let database: TestDatabase
let api: TestApi
let town: TestTown
let browser: TestBrowser

beforeAll(async () => {
  database = await createTestDatabase()
  api = await startTestApi(database)
  town = await createTestTown(api.app)
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.browser.close()
  await api.close()
  await database.drop()
})

const TEXT = 'Une vitre de l’abribus est brisée, le verre est sur le trottoir.'

/** Fills in the form, without sending it. */
async function write(page: Page): Promise<void> {
  await page.goto(`${api.url}/signaler`)
  await page.getByRole('radio', { name: 'Dégradation' }).check({ force: true })
  await page.getByRole('textbox', { name: 'Ce que vous voyez' }).fill(TEXT)
}

const send = (page: Page) => page.getByRole('button', { name: 'Envoyer à mes voisins' }).click()

/** Nothing says « enregistré », the words are still there, and the outbox holds nothing. */
async function expectNothingSaved(page: Page): Promise<void> {
  expect(new URL(page.url()).pathname).toBe('/signaler')
  expect(await page.getByText(/C’est (enregistré|reçu)/).count()).toBe(0)
  expect(await page.getByRole('textbox', { name: 'Ce que vous voyez' }).inputValue()).toBe(TEXT)
  expect(await database.sql('select 1 from alert where description = $1', [TEXT])).toEqual([])
}

describe('a phone without room', () => {
  test('says so and claims nothing saved; with room again the same tap saves and sends', async ({ skip }) => {
    // Chromium takes its quota from the size of the file system; its own override has no effect there.
    if (!canMount()) skip('no small file system can be mounted here (needs root)')
    const disk = mountDisk(160 * 1024 * 1024)
    const phone = await startOnProfile(disk.folder, ['--disk-cache-size=1000000'])
    try {
      const { page } = phone
      await haveSession(phone.context, await api.signIn(town.amina.email))
      await write(page)
      await page.evaluate(fillStorage)

      await send(page)
      await page.getByText('Ce téléphone n’a plus de place').first().waitFor()
      await expectNothingSaved(page)

      await page.evaluate(emptyStorage)
      await send(page)
      await page.waitForURL(/\/envois\/./)
      await page.getByText(/^Reçu/).first().waitFor()
    } finally {
      await phone.close()
      disk.unmount()
    }
  })
})

/** Fills what this origin may store, down to the last hundreds of bytes. */
async function fillStorage(): Promise<void> {
  const opening = indexedDB.open('ballast', 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore('heap', { autoIncrement: true })
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
  const put = (bytes: number) =>
    new Promise<boolean>((resolve) => {
      const noise = new Uint8Array(bytes)
      for (let at = 0; at < bytes; at += 65_536) crypto.getRandomValues(noise.subarray(at, at + 65_536))
      const tx = database.transaction('heap', 'readwrite')
      tx.objectStore('heap').add(noise)
      tx.oncomplete = () => resolve(true)
      tx.onabort = () => resolve(false)
    })
  for (const bytes of [8_000_000, 1_000_000, 100_000, 10_000, 500]) {
    let writes = 0
    while (writes < 200 && (await put(bytes))) writes += 1
  }
  database.close()
}

function emptyStorage(): Promise<void> {
  return new Promise((resolve) => {
    indexedDB.deleteDatabase('ballast').onsuccess = () => resolve()
  })
}

/** Keeps hold of every connection to the outbox, so that it can be made to die as Safari's do. */
function holdConnections(): void {
  const held: IDBDatabase[] = []
  const open = IDBFactory.prototype.open
  IDBFactory.prototype.open = function (this: IDBFactory, name: string, version?: number) {
    const opening = open.call(this, name, version)
    opening.addEventListener('success', () => {
      if (name !== 'vigie-outbox') return
      held.push(opening.result)
      // From then on « The database connection is closing » is what its transactions throw.
      if (document.documentElement.dataset.storage === 'dead') opening.result.close()
    })
    return opening
  }
  document.addEventListener('close-connections', () => {
    for (const connection of held.splice(0)) connection.close()
  })
}

const closeConnections = (page: Page, forGood: boolean) =>
  page.evaluate((dead) => {
    document.documentElement.dataset.storage = dead ? 'dead' : ''
    document.dispatchEvent(new Event('close-connections'))
  }, forGood)

describe('a connection to the storage that died', () => {
  test('is opened anew without a word, and the report is saved and sent', async () => {
    const phone = await openFaultyPhone(browser, await api.signIn(town.bernard.email), holdConnections)
    await write(phone.page)
    await closeConnections(phone.page, false)
    await send(phone.page)
    await phone.page.waitForURL(/\/envois\/./)
    await phone.page.getByText(/^Reçu/).first().waitFor()
    await database.sql('update alert set description = $1 where description = $2', ['moved aside', TEXT])

    const next = await reportByPhone(phone.page, api.url)
    await expect.poll(() => wrongsOf(database, [next])).toEqual([])
    await phone.context.close()
  })

  test('and dies each time it is opened is said loudly; nothing is claimed saved', async () => {
    const phone = await openFaultyPhone(browser, await api.signIn(town.chloe.email), holdConnections)
    await write(phone.page)
    await closeConnections(phone.page, true)
    await send(phone.page)
    await phone.page.getByText('Fermez complètement l’application').first().waitFor()
    await expectNothingSaved(phone.page)

    // Alive again, the same tap saves it.
    await closeConnections(phone.page, false)
    await send(phone.page)
    await phone.page.waitForURL(/\/envois\/./)
    await phone.page.getByText(/^Reçu/).first().waitFor()
    await phone.context.close()
  })
})
