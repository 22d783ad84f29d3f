import type { BrowserContext, Page, Route } from 'playwright-core'
import type { TestBrowser } from './browser.ts'
import type { Client } from './client.ts'
import { haveSession } from './report-by-phone.ts'

/** A phone whose requests pass through the test's hands. Its service worker is off: it would pass them by. */
export interface FaultyPhone {
  context: BrowserContext
  page: Page
  /** False: the server is not in reach. */
  reachable: boolean
  /** The contract version that the app names to the server; null leaves the app's own. */
  contract: number | null
  /** Called before a report goes on to the server. */
  beforeReport: (id: string) => Promise<void>
  /** Every report that left, by id, in order, from whichever tab. */
  readonly left: string[]
}

/** Opens one for a person who has signed in; `brokenBy` runs in every page before the app does. */
export async function openFaultyPhone(
  { browser }: TestBrowser,
  client: Client,
  brokenBy?: () => void,
): Promise<FaultyPhone> {
  const context = await browser.newContext({
    locale: 'fr-FR',
    viewport: { width: 360, height: 740 },
    serviceWorkers: 'block',
  })
  context.setDefaultTimeout(30_000)
  await haveSession(context, client)
  if (brokenBy) await context.addInitScript(brokenBy)
  const phone: FaultyPhone = {
    context,
    page: await context.newPage(),
    reachable: true,
    contract: null,
    beforeReport: async () => {},
    left: [],
  }
  await context.route(/\/(graphql|healthz)$/, (route) => pass(route, phone))
  return phone
}

async function pass(route: Route, phone: FaultyPhone): Promise<void> {
  const request = route.request()
  if (!phone.reachable) return route.abort('internetdisconnected')
  const id = /"input":{"id":"([^"]+)"/.exec(request.postData() ?? '')?.[1]
  if (id) {
    phone.left.push(id)
    await phone.beforeReport(id)
  }
  const headers = request.headers()
  if (phone.contract !== null) headers['x-vigie-contract'] = String(phone.contract)
  // Its tab may be gone by now.
  await route.continue({ headers }).catch(() => undefined)
}
