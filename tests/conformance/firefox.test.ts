import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Client } from '../testkit/client.ts'
import { credentialsOf } from '../testkit/demo.ts'
import { type Firefox, findFirefox, startFirefox } from '../testkit/firefox.ts'
import { type MozillaPushService, startMozillaPushService } from '../testkit/mozilla-push-service.ts'
import { REPORT } from '../testkit/operations.ts'
import { aReport } from '../testkit/report.ts'
import { type Stack, startStack } from '../testkit/stack.ts'
import { eventually } from '../testkit/vigie.ts'

const path = findFirefox()
const where = path ? '' : ' (skipped: no Firefox is installed here)'

describe.skipIf(!path)(`an encrypted push to a real Firefox${where}`, () => {
  let push: MozillaPushService
  let stack: Stack
  let firefox: Firefox
  let amina: Client

  beforeAll(async () => {
    push = await startMozillaPushService()
    stack = await startStack(push)
    firefox = await startFirefox(path ?? '', push.serverUrl)
    amina = new Client(stack.url)
    await amina.signIn(...(await credentialsOf(stack.url, 'Amina Benali')))
    await firefox.open(`${stack.url}/connexion`)
    await tap('Bernard Lefèvre')
    await firefox.until(`location.pathname !== '/connexion'`)
    await firefox.open(`${stack.url}/moi`)
    await tap('Activer les notifications')
    await firefox.until(
      `navigator.serviceWorker.ready.then((it) => it.pushManager.getSubscription()).then(Boolean)`,
    )
    await eventually(async () => (await subscriptions()).length === 1, 15_000)
  }, 300_000)

  afterAll(async () => {
    await firefox?.close()
    await stack?.stop()
    await push?.close()
  })

  /** Waits for a button or link with these words, and taps it. */
  async function tap(words: string): Promise<void> {
    const found = `[...document.querySelectorAll('button, a')].find((it) => it.innerText.includes(${JSON.stringify(words)}))`
    await firefox.until(`Boolean(${found})`)
    await firefox.ask(`${found}.click()`)
  }

  const subscriptions = () =>
    stack.database.sql<{ endpoint: string }>('select endpoint from push_subscription')
  const shown = () =>
    firefox.ask(
      `navigator.serviceWorker.ready.then((it) => it.getNotifications()).then((all) => all.map(({ title, tag }) => ({ title, tag })))`,
    )
  async function report(): Promise<string> {
    const input = aReport()
    await amina.ask(REPORT, { input })
    return input.id
  }

  test('subscribes with our key, at an endpoint of its own service', async () => {
    const [{ endpoint = '' } = {}] = await subscriptions()
    expect(endpoint).toContain(`https://${push.host}/wpush/v2/`)
  })

  test('is decrypted by Firefox and shown by our service worker', async () => {
    const alertId = await report()
    await expect.poll(() => push.acknowledged).toEqual([{ code: 100 }])
    await expect
      .poll(shown)
      .toEqual([{ title: 'Nouvelle alerte dans votre quartier', tag: `alert-${alertId}` }])
    expect(push.refused).toEqual([])
  })

  test('of which one byte was changed on the way is not (control)', async () => {
    const before = await shown()
    push.spoil(true)
    await report()
    await expect.poll(() => push.acknowledged).toEqual([{ code: 100 }, { code: 101 }])
    expect(await shown()).toEqual(before)
  })
})
