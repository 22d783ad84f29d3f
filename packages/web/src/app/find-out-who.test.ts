import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { formsClosed, openForm } from '../ui/form-guard.ts'
import { type Found, findOutWho } from './find-out-who.ts'
import { forgetAfter } from './forget-person.ts'
import { keep, readKept } from './kept-data.ts'
import { renewSession } from './renew-session.ts'
import type { Viewer } from './session.tsx'
import { type Browser, openBrowser } from './testing/browser.ts'
import { aViewer } from './testing/viewer.ts'

const marie = aViewer('marie')
let browser: Browser
let client: ApolloClient

beforeEach(async () => {
  browser = await openBrowser()
  vi.stubGlobal('__SCHEMA_HASH__', 'today')
  client = new ApolloClient({
    link: new HttpLink({ uri: `${browser.origin}/graphql` }),
    cache: new InMemoryCache(),
    devtools: { enabled: false },
  })
  await keep({ viewer: marie, cache: {}, expired: false }, () => true)
})
afterEach(() => browser.close())

const kept = async () => (await readKept())?.viewer.id ?? null

/** What the page does with the answer, as far as this device is concerned. */
async function refresh(former: Viewer | null): Promise<Found> {
  const found = await findOutWho(client, former)
  await forgetAfter(found, former, () => true)
  return found
}

it('keeps the answers of the person who is still there', async () => {
  browser.server.viewer = marie
  expect(await refresh(marie)).toMatchObject({ kind: 'here', anew: false })
  expect([await kept(), browser.caches.has('vigie-photos')]).toEqual(['marie', true])
})

it('remembers whose session has expired, so that they still report, without what they were answered', async () => {
  browser.server.session = false
  expect(await refresh(marie)).toMatchObject({ kind: 'expired', viewer: { id: 'marie' } })
  expect([await kept(), browser.caches.has('vigie-photos')]).toEqual(['marie', false])
  expect(await readKept()).toMatchObject({ expired: true, cache: {} })
})

it('forgets whose right was revoked: their session lives, and still nobody is signed in', async () => {
  expect(await refresh(marie)).toEqual({ kind: 'nobody', lost: true })
  expect([await kept(), browser.caches.has('vigie-photos')]).toEqual([null, false])
})

it('forgets the person before when somebody else has signed in over them', async () => {
  browser.server.viewer = aViewer('bernard')
  browser.notes.set('vigie.fresh.marie', '1')
  expect(await refresh(marie)).toMatchObject({ kind: 'here', anew: true })
  expect([await kept(), browser.caches.has('vigie-photos'), browser.notes.size]).toEqual([null, false, 0])
})

it('forgets what was answered to rights that the same person no longer has', async () => {
  browser.server.viewer = { ...marie, neighbourhood: { id: 'villejean', name: 'Villejean' } }
  expect(await refresh(marie)).toMatchObject({ kind: 'here', anew: true })
  expect([await kept(), browser.caches.has('vigie-photos')]).toEqual([null, false])
})

it('says when nobody writes any more, so that an expired session takes no text away', async () => {
  const closeForm = openForm()
  const closed = vi.fn()
  const waiting = formsClosed().then(closed)
  await Promise.resolve()
  expect(closed).not.toHaveBeenCalled()
  closeForm()
  await waiting
  expect(closed).toHaveBeenCalledOnce()
})

it('prolongs the session once a day, whatever the clock did meanwhile', async () => {
  const asked = () => browser.server.asked.filter((it) => it === '/api/auth/get-session').length
  const noon = Date.UTC(2026, 10, 22, 12)
  await renewSession(noon)
  await renewSession(noon + 3_600_000)
  expect(asked()).toBe(1)
  await renewSession(noon + 86_400_000)
  expect(asked()).toBe(2)
  await renewSession(noon - 30 * 86_400_000)
  expect(asked()).toBe(3)
})
