import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { refreshSubscription, subscribeThisDevice } from '../notifications/push-subscription.ts'
import { noteShown } from '../notifications/unseen-alerts.ts'
import { endSession } from './end-session.ts'
import { keep, readKept } from './kept-data.ts'
import { onSignedOutElsewhere } from './signed-out-elsewhere.ts'
import { type Browser, base64url, openBrowser } from './testing/browser.ts'
import { aViewer } from './testing/viewer.ts'

const marie = aViewer('marie')
let browser: Browser
/** The page's part, without a page. */
const end = (work: () => Promise<void>) => work()

beforeEach(async () => {
  vi.stubGlobal('__SCHEMA_HASH__', 'today')
  browser = await openBrowser()
  vi.stubGlobal('__SCHEMA_HASH__', 'today')
  browser.notes.set('vigie.theme', 'dark').set('vigie.fresh.marie', '1').set('vigie.push-later', 'yes')
  browser.server.viewer = marie
  await keep({ viewer: marie, cache: { ROOT_QUERY: { __typename: 'Query' } }, expired: false }, () => true)
  await subscribeThisDevice()
  await noteShown('alert', 'event')
  browser.badge.count = 1
  browser.show()
})
afterEach(() => browser.close())

async function everythingIsGone() {
  expect(await readKept()).toBeNull()
  expect([...browser.notes.keys()]).toEqual(['vigie.theme'])
  expect([...browser.caches]).toEqual(['workbox-precache'])
  expect([browser.badge.count, browser.notifications.length]).toEqual([0, 0])
  expect([await browser.push.getSubscription(), browser.server.devices.size]).toEqual([null, 0])
}

describe('signing out', () => {
  it('takes everything of the person off the device', async () => {
    expect(await endSession(end)).toBe('forgotten')
    await everythingIsGone()
  })

  it('does so even when the network goes with the answer', async () => {
    browser.server.onSignOut = () => {
      browser.server.reachable = false
    }
    await endSession(end)
    await everythingIsGone()
  })

  it('wipes the rest when one part cannot be wiped, and says so', async () => {
    vi.stubGlobal('caches', { keys: () => Promise.reject(new Error('SecurityError')) })
    expect(await endSession(end)).toBe('something is left')
    expect(await readKept()).toBeNull()
  })

  it('that the server did not take leaves all as it was, push included', async () => {
    browser.server.signOut = 503
    await expect(endSession(end)).rejects.toThrow('503')
    expect((await readKept())?.viewer.id).toBe('marie')
    await vi.waitFor(() => expect(browser.server.devices.size).toBe(1))
  })

  it('is heard by the other tabs, whose memory holds the same person', async () => {
    vi.resetModules()
    const otherTab = await import('./signed-out-elsewhere.ts')
    const heardThere = vi.fn()
    const heardHere = vi.fn()
    const stop = [otherTab.onSignedOutElsewhere(heardThere), onSignedOutElsewhere(heardHere)]
    await endSession(end)
    await vi.waitFor(() => expect(heardThere).toHaveBeenCalledOnce())
    expect(heardHere).not.toHaveBeenCalled()
    for (const it of stop) it()
  })
})

describe('a push subscription at the next start', () => {
  it('stays as it is under the same key', async () => {
    await refreshSubscription()
    expect([...browser.server.devices]).toEqual(['https://push.example/1'])
  })

  it('is made anew after a new key, for its push service takes nothing under another', async () => {
    browser.server.vapidKey = base64url(65, 5)
    await refreshSubscription()
    expect([...browser.server.devices]).toContain('https://push.example/2')
  })
})
