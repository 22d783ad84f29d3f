import { announceChange } from './changes.ts'
import { LOCAL_FAULTS } from './outbox-entry.ts'
import type { DrainOutcome } from './sending/lane.ts'
import { SYNC_TAG } from './sync-tag.ts'

/** After a fault of the phone's own storage, or with a part of the app missing; either may have healed by then. */
const FAULT_PAUSE_MS = 60_000

let timer: ReturnType<typeof setTimeout> | undefined

/** Starts sending, in the background of whatever the page does; failures are seen in the outbox. */
export function wakeSender({ now = true }: { now?: boolean } = {}): void {
  drain(now).then(plan, () => {
    // Whoever shows the outbox reads it again, meets the same fault and says it.
    announceChange()
    wakeIn(FAULT_PAUSE_MS)
  })
}

/** Sends what was just saved. */
export function sendSaved(): void {
  // First, so that a tab killed a moment later leaves the service worker in charge.
  requestSync()
  wakeSender()
}

/** « Tout envoyer maintenant »: sends without any wait, and resolves with what came of it. Errors: of storage. */
export async function sendNow(): Promise<DrainOutcome> {
  const outcome = await drain(true)
  plan(outcome)
  return outcome
}

/**
 * Wires the page's occasions to the sender: now, a network that came back, a screen that is looked at again.
 * To be called once, at start; returns how to stop. The alert stream wakes it too, each time that it stands.
 */
export function startSender(): () => void {
  const online = () => wakeSender()
  const visible = () => document.visibilityState === 'visible' && wakeSender()
  window.addEventListener('online', online)
  document.addEventListener('visibilitychange', visible)
  wakeSender()
  return () => {
    window.removeEventListener('online', online)
    document.removeEventListener('visibilitychange', visible)
    clearTimeout(timer)
  }
}

/** What sends is fetched after the first screen, which shows nothing of it; offline it comes from the precache. */
async function drain(now: boolean): Promise<DrainOutcome> {
  const sending = await import('./drain-outbox.ts').catch(() => null)
  if (!sending) return { kind: 'waiting', code: LOCAL_FAULTS.PART_MISSING, retryInMs: FAULT_PAUSE_MS }
  return sending.drainOutbox({ now })
}

function plan(outcome: DrainOutcome): void {
  clearTimeout(timer)
  // A paused line waits for its person: signing in or updating wakes it.
  if (outcome.kind !== 'waiting') return
  wakeIn(outcome.retryInMs)
  requestSync()
}

function wakeIn(ms: number): void {
  clearTimeout(timer)
  timer = setTimeout(() => wakeSender({ now: false }), ms)
}

/** Asks the browser to wake the service worker when there is a network, even with every tab closed. */
function requestSync(): void {
  if (typeof navigator === 'undefined' || !('serviceWorker' in navigator)) return
  void navigator.serviceWorker.ready
    .then((registration) => (hasSync(registration) ? registration.sync.register(SYNC_TAG) : undefined))
    .catch(() => {
      // Not allowed or not there (Safari, Firefox): the page's own occasions remain.
    })
}

/** Background Sync is not in the DOM's types: only Chromium has it. */
interface SyncRegistration {
  sync: { register: (tag: string) => Promise<void> }
}

function hasSync(
  registration: ServiceWorkerRegistration,
): registration is ServiceWorkerRegistration & SyncRegistration {
  return 'sync' in registration
}
