import type { BrowserContext, Page } from 'playwright-core'
import type { Client } from './client.ts'
import type { TestDatabase } from './database.ts'

/** A report that the screen has called saved. */
export interface SavedReport {
  id: string
  description: string
}

/** Gives the browser the session of a person who has signed in. */
export async function haveSession(context: BrowserContext, { cookie, url }: Client): Promise<void> {
  const cookies = cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=')
    const expires = Date.now() / 1000 + 86_400
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url, expires, httpOnly: true }
  })
  await context.addCookies(cookies)
}

/** Fills in the form and waits until the screen says that it is saved on this phone. */
export async function reportByPhone(page: Page, url: string): Promise<SavedReport> {
  const description = `Une vitre de l’abribus est brisée, constat ${crypto.randomUUID().slice(0, 8)}`
  await page.goto(`${url}/signaler`)
  await page.getByRole('radio', { name: 'Dégradation' }).check({ force: true })
  await page.getByRole('textbox', { name: 'Ce que vous voyez' }).fill(description)
  await page.getByRole('button', { name: 'Envoyer à mes voisins' }).click()
  await page.waitForURL(/\/envois\/./)
  return { id: page.url().split('/').at(-1) ?? '', description }
}

/** What is wrong between what one person's screen called saved and what the server has: I1 and I2. */
export async function wrongsOf(database: TestDatabase, saved: readonly SavedReport[]): Promise<string[]> {
  const rows = await database.sql<{ id: string; description: string }>(
    `select a.id, a.description from alert a
     join alert_event e on e.town_id = a.town_id and e.alert_id = a.id and e.kind = 'REPORTED'
     where a.description = any($1) order by e.seq`,
    [saved.map((it) => it.description)],
  )
  const wrong = saved.flatMap(({ description }) => {
    const times = rows.filter((row) => row.description === description).length
    return times === 1 ? [] : [`there ${times} times`]
  })
  const order = (reports: readonly SavedReport[]) => reports.map((it) => it.description).join('\n')
  if (wrong.length === 0 && order(rows) !== order(saved)) wrong.push('in another order')
  return wrong
}
