import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ObservedCache } from './apollo.ts'
import { keepAnswers } from './keep-answers.ts'
import { forgetKept, readKept } from './kept-data.ts'
import type { Viewer } from './session.tsx'
import { aViewer } from './testing/viewer.ts'

const marie = aViewer('marie')
let viewer: Viewer | null
let stop: () => void
let cache: ObservedCache

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  vi.stubGlobal('__SCHEMA_HASH__', 'today')
  vi.stubGlobal('document', new EventTarget())
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  viewer = marie
  cache = new ObservedCache()
  stop = keepAnswers(cache, () => ({ viewer, expired: false, leaving: false }))
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const kept = async () => (await readKept())?.viewer.id ?? null

it('keeps what was answered, a moment later', async () => {
  cache.onChange()
  vi.advanceTimersByTime(1000)
  vi.useRealTimers()
  await vi.waitFor(async () => expect(await kept()).toBe('marie'))
})

it('keeps nothing again that was wiped while it was about to', async () => {
  cache.onChange()
  vi.advanceTimersByTime(1000)
  // The tab has heard of the sign-out while its database opened.
  viewer = null
  vi.useRealTimers()
  await forgetKept()
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(await kept()).toBeNull()
})
