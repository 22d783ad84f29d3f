import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../testkit/api.ts'
import { launchBrowser, type TestBrowser } from '../testkit/browser.ts'
import { createTestDatabase, type TestDatabase } from '../testkit/database.ts'
import { type FaultyPhone, openFaultyPhone } from '../testkit/faulty-phone.ts'
import { reportByPhone, type SavedReport, wrongsOf } from '../testkit/report-by-phone.ts'
import { createTestTown, PASSWORD, type TestTown } from '../testkit/town.ts'

let database: TestDatabase
let api: TestApi
let town: TestTown
let browser: TestBrowser
let phone: FaultyPhone

beforeAll(async () => {
  database = await createTestDatabase()
  api = await startTestApi(database)
  town = await createTestTown(api.app)
  browser = await launchBrowser()
})

beforeEach(async () => {
  phone = await openFaultyPhone(browser, await api.signIn(town.amina.email))
})
afterEach(() => phone.context.close())

afterAll(async () => {
  await browser?.browser.close()
  await api.close()
  await database.drop()
})

/** Reports while the server is out of reach. */
async function reportOffline(at: FaultyPhone, count: number): Promise<SavedReport[]> {
  await at.page.goto(`${api.url}/envois`)
  await at.page.getByText('Rien n’attend').waitFor()
  // What is needed without a network is kept a moment after it came.
  await at.page.waitForTimeout(4_000)
  at.reachable = false
  const saved: SavedReport[] = []
  for (let report = 0; report < count; report += 1) saved.push(await reportByPhone(at.page, api.url))
  return saved
}

/** The network is back, and every tab hears of it at once. */
async function reach(at: FaultyPhone): Promise<void> {
  at.reachable = true
  for (const page of at.context.pages()) {
    await page.evaluate(() => void window.dispatchEvent(new Event('online')))
  }
}

const allThere = (saved: SavedReport[]) => expect.poll(() => wrongsOf(database, saved)).toEqual([])

describe('two tabs that send at once', () => {
  /** Two reports are sent by two tabs; how often each left. */
  async function sendFromTwoTabs(at: FaultyPhone): Promise<number[]> {
    const saved = await reportOffline(at, 2)
    const second = await at.context.newPage()
    await second.goto(`${api.url}/envois`)
    await second.getByText('Enregistré sur ce téléphone').first().waitFor()
    at.beforeReport = () => new Promise((resolve) => setTimeout(resolve, 300))
    await reach(at)
    await allThere(saved)
    await second.getByText(/^Reçu/).nth(1).waitFor()
    return saved.map(({ id }) => at.left.filter((it) => it === id).length)
  }

  test('send each report once', async () => {
    expect(await sendFromTwoTabs(phone)).toEqual([1, 1])
  })

  test('send them twice when no lock stands between them (control)', async () => {
    const unlocked = await openFaultyPhone(browser, await api.signIn(town.amina.email), () => {
      Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })
    })
    const times = await sendFromTwoTabs(unlocked)
    await unlocked.context.close()
    expect(Math.max(...times)).toBeGreaterThan(1)
  })
})

describe('a session that ends in the middle of sending', () => {
  test('stops the line where it stands, says so, and signing in sends the rest once, in order', async () => {
    const saved = await reportOffline(phone, 3)
    await phone.page.goto(`${api.url}/envois`)
    phone.beforeReport = async (id) => {
      if (id === saved[1]?.id) await database.sql('delete from "session"')
    }
    await reach(phone)

    await phone.page.getByText('Votre session a expiré').waitFor()
    expect(phone.left).toEqual([saved[0]?.id, saved[1]?.id])
    expect(await wrongsOf(database, saved)).toEqual(['there 0 times', 'there 0 times'])

    phone.beforeReport = async () => {}
    await phone.page.getByRole('main').getByRole('link', { name: 'Se connecter' }).click()
    await phone.page.getByLabel('Adresse e-mail').fill(town.amina.email)
    await phone.page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD)
    await phone.page.getByRole('button', { name: 'Se connecter' }).click()
    await phone.page.waitForURL(/\/envois$/)
    await allThere(saved)
  })
})

describe('a clock that is a day wrong', () => {
  test('changes nothing but what its owner claims: the server’s clock orders what both phones show', async () => {
    const late = await openFaultyPhone(browser, await api.signIn(town.amina.email), dayBehind)
    const early = await openFaultyPhone(browser, await api.signIn(town.bernard.email), dayAhead)
    const saved: SavedReport[] = []
    for (const it of [early, late, early]) {
      const report = await reportByPhone(it.page, api.url)
      saved.push(report)
      await allThere([report])
    }

    const rows = await database.sql<{ description: string; off: number }>(
      `select description, abs(extract(epoch from now() - reported_at))::float8 as off
       from alert where description = any($1) order by reported_at`,
      [saved.map((it) => it.description)],
    )
    expect(rows.map((row) => row.description)).toEqual(saved.map((it) => it.description))
    for (const row of rows) expect(row.off).toBeLessThan(120)
    const newestFirst = saved.map((it) => it.description).reverse()
    for (const it of [late, early]) expect(await feedOf(it, saved)).toEqual(newestFirst)
    await late.context.close()
    await early.context.close()
  })

  test('would decide if the phones’ own times ordered anything (control)', async () => {
    const byClaim = await database.sql<{ id: string }>('select id from alert order by claimed_at')
    const byServer = await database.sql<{ id: string }>('select id from alert order by reported_at')
    expect(byClaim).not.toEqual(byServer)
  })
})

/** The given reports as this phone's feed shows them, from above. */
async function feedOf({ page }: FaultyPhone, reports: SavedReport[]): Promise<string[]> {
  await page.goto(api.url)
  for (const { description } of reports) await page.getByText(description).first().waitFor()
  const shown = await page.getByRole('article').getByRole('heading').allTextContents()
  return shown.filter((it) => reports.some(({ description }) => description === it))
}

function dayAhead(): void {
  const Real = Date
  const now = () => Real.now() + 86_400_000
  window.Date = new Proxy(Real, {
    construct: (_, given: [number]) => (given.length > 0 ? new Real(...given) : new Real(now())),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  })
}

function dayBehind(): void {
  const Real = Date
  const now = () => Real.now() - 86_400_000
  window.Date = new Proxy(Real, {
    construct: (_, given: [number]) => (given.length > 0 ? new Real(...given) : new Real(now())),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  })
}

describe('an app and a server of different ages', () => {
  test('an app that is too old keeps its reports and says to update it', async () => {
    const saved = await reportOffline(phone, 1)
    phone.contract = 0
    await reach(phone)
    await phone.page.getByText('Cette version de l’application est trop ancienne').first().waitFor()
    await phone.page.getByRole('button', { name: 'Mettre à jour' }).waitFor()
    expect(await wrongsOf(database, saved)).toEqual(['there 0 times'])

    phone.contract = null
    await phone.page.reload()
    await allThere(saved)
  })

  test('an app that is newer than the server keeps its reports and says that it tries again', async () => {
    const saved = await reportOffline(phone, 1)
    phone.contract = 99
    await reach(phone)
    await phone.page.getByText('Vigie se met à jour').first().waitFor()
    expect(await wrongsOf(database, saved)).toEqual(['there 0 times'])

    phone.contract = null
    await phone.page.reload()
    await allThere(saved)
  })
})
