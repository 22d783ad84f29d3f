import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../testkit/api.ts'
import type { Client } from '../testkit/client.ts'
import { createTestDatabase, type TestDatabase } from '../testkit/database.ts'
import { rounds } from '../testkit/form.ts'
import { type KillableBrowser, removeProfile, startOnProfile } from '../testkit/killable-browser.ts'
import { haveSession, reportByPhone, type SavedReport, wrongsOf } from '../testkit/report-by-phone.ts'
import { createTestTown } from '../testkit/town.ts'

let database: TestDatabase
let api: TestApi
let amina: Client
const profile = mkdtempSync(join(tmpdir(), 'vigie-profile-'))
let browser: KillableBrowser

beforeAll(async () => {
  database = await createTestDatabase()
  api = await startTestApi(database)
  const town = await createTestTown(api.app)
  amina = await api.signIn(town.amina.email)
  // The first life ends in peace: the cookie and the app itself are on the disk from then on.
  browser = await startOnProfile(profile)
  await haveSession(browser.context, amina)
  await browser.page.goto(`${api.url}/envois`)
  await browser.page.getByText('Rien n’attend').waitFor()
  await browser.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await browser.close()
})

afterEach(() => browser.close())

afterAll(async () => {
  await removeProfile(profile)
  await api.close()
  await database.drop()
})

/** How often it is killed; each takes some seconds. */
const KILLS = rounds(20, 60)
const TIMEOUT = 60_000 + KILLS * 15_000

/** Kills spread over the whole way of a report: before it leaves, on its way, while the answer is being written. */
const LATEST_KILL_MS = 120

const restart = async () => {
  browser = await startOnProfile(profile)
  return browser.page
}

/** Leaves the sending to the page, which the controls break: the service worker would send as it should. */
const withoutBackgroundSync = (page: Page) =>
  page.addInitScript(() => Reflect.deleteProperty(ServiceWorkerRegistration.prototype, 'sync'))

/** Everything has gone when the phone says that nothing waits any more. */
async function comeToRest(page: Page): Promise<void> {
  await page.goto(`${api.url}/envois`)
  await page.getByText(/^Reçu/).first().waitFor()
  await page.getByText('Enregistré sur ce téléphone').first().waitFor({ state: 'detached' })
}

describe('a browser that is killed while it sends', () => {
  test('loses and doubles nothing that it had called saved, and keeps the order', {
    timeout: TIMEOUT,
  }, async () => {
    const saved: SavedReport[] = []
    for (let kill = 0; kill < KILLS; kill += 1) {
      const page = await restart()
      for (let report = 0; report < 2; report += 1) saved.push(await reportByPhone(page, api.url))
      await new Promise((resolve) => setTimeout(resolve, (LATEST_KILL_MS * kill) / KILLS))
      await browser.kill()
    }

    await comeToRest(await restart())

    expect(await wrongsOf(database, saved)).toEqual([])
  })

  test('loses a report whose entry goes before its acknowledgement comes (control)', async () => {
    const page = await restart()
    await withoutBackgroundSync(page)
    await page.addInitScript(() => {
      const send = window.fetch
      window.fetch = async (input, init) => {
        const id = /"input":{"id":"([^"]+)"/.exec(String(init?.body))?.[1]
        if (!id) return send(input, init)
        indexedDB.open('vigie-outbox').onsuccess = ({ target }) => {
          if (!(target instanceof IDBOpenDBRequest)) return
          const tx = target.result.transaction('entries', 'readwrite')
          tx.objectStore('entries').delete(id)
          tx.oncomplete = () => {
            window.name = 'deleted'
          }
        }
        return new Promise(() => {})
      }
    })
    const lost = await reportByPhone(page, api.url)
    await expect.poll(() => page.evaluate(() => window.name)).toBe('deleted')
    await browser.kill()

    // Another one goes out as ever, so that nothing but the kill can have kept the first.
    const after = await restart()
    const next = await reportByPhone(after, api.url)
    await comeToRest(after)

    expect(await wrongsOf(database, [next])).toEqual([])
    expect(await wrongsOf(database, [lost])).toEqual(['there 0 times'])
  })

  test('doubles a report that is sent again without its key (control)', async () => {
    const page = await restart()
    await withoutBackgroundSync(page)
    await page.addInitScript(() => {
      const send = window.fetch
      let attempts = 0
      window.fetch = async (input, init) => {
        const body = String(init?.body)
        if (!body.includes('OutboxReportAlert')) return send(input, init)
        const another = crypto.randomUUID().slice(-12)
        const answer = await send(input, {
          ...init,
          body: body.replace(/("input":{"id":"[^"]{24})[^"]{12}/, `$1${another}`),
        })
        attempts += 1
        if (attempts > 1) return answer
        throw new TypeError('the answer got lost')
      }
    })
    const doubled = await reportByPhone(page, api.url)
    const twice = async () => (await wrongsOf(database, [doubled])).join()
    await expect.poll(twice).toMatch(/there [2-9] times/)
  })
})
