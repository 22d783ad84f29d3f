import { drainOutbox } from '../outbox/drain-outbox.ts'
import { SYNC_TAG } from '../outbox/sync-tag.ts'

declare const self: ServiceWorkerGlobalScope

/** Background Sync's event is missing from the types of TypeScript's library: only Chromium has it. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string
}

const WAITING = {
  fr: {
    title: 'Un signalement attend sur ce téléphone',
    body: 'Reconnectez-vous : il partira aussitôt, rien n’est perdu.',
  },
  en: {
    title: 'A report is waiting on this phone',
    body: 'Sign in again: it will be sent at once, nothing is lost.',
  },
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
  if (outcome.kind === 'paused') await sayThatItWaits()
  throw new Error(`outbox: ${outcome.kind} (${outcome.code})`)
}

/** Whoever closed the app believes that the report leaves by itself; when it cannot, they must hear of it. */
async function sayThatItWaits(): Promise<void> {
  if (Notification.permission !== 'granted') return
  const pages = await self.clients.matchAll({ type: 'window' })
  if (pages.some((page) => page.visibilityState === 'visible')) return
  const lang = self.navigator.language.startsWith('en') ? 'en' : 'fr'
  const { title, body } = WAITING[lang]
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
