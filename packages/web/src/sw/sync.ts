import { drainOutbox } from '../outbox/drain-outbox.ts'
import { languageOf } from '../outbox/language.ts'
import { kindsWaiting } from '../outbox/read-outbox.ts'
import { SYNC_TAG } from '../outbox/sync-tag.ts'
import { waitingWords } from '../outbox/waiting-words.ts'

declare const self: ServiceWorkerGlobalScope

/** Background Sync's event is missing from the types of TypeScript's library: only Chromium has it. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string
}

/** Drains the outbox when the browser says that there is a network, even with every tab closed. */
export function listenToSync(): void {
  self.addEventListener('sync', (event) => {
    if (isSync(event) && event.tag === SYNC_TAG) event.waitUntil(drain())
  })
}

/** Resolves when nothing is left to send; otherwise rejects, so that the browser tries again later. */
async function drain(): Promise<void> {
  const outcome = await drainOutbox({ now: true })
  if (outcome.kind === 'drained') return
  if (outcome.kind === 'paused') await sayThatItWaits(outcome.code)
  throw new Error(`outbox: ${outcome.kind} (${outcome.code})`)
}

/** Whoever closed the app believes that what they wrote leaves by itself; when it cannot, they must hear of it. */
async function sayThatItWaits(code: string): Promise<void> {
  if (Notification.permission !== 'granted') return
  const pages = await self.clients.matchAll({ type: 'window' })
  if (pages.some((page) => page.visibilityState === 'visible')) return
  const language = await languageOf(self.navigator.language)
  const { title, body, lang } = waitingWords(code, await kindsWaiting(), language)
  await self.registration.showNotification(title, {
    body,
    lang,
    tag: SYNC_TAG,
    icon: '/icons/icon-192.png',
    data: { path: '/envois' },
  })
}

function isSync(event: Event): event is SyncEvent {
  return 'tag' in event
}
