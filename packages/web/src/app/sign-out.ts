import { deleteDB } from 'idb'
import { unsubscribeThisDevice } from '../notifications/push-subscription.ts'
import { forgetKept } from './kept-data.ts'
import { useSession } from './session.tsx'

/** Choices of the device, not of the person: they stay. */
const OF_THE_DEVICE = ['vigie.theme', 'vigie.locale']

/**
 * Gives the way to end the session: on the server first, so that without a network nothing is half done; then what
 * this device kept of the person goes. The outbox is its guard's business. Errors: no network.
 */
export function useSignOut(): () => Promise<void> {
  const { end } = useSession()
  return async () => {
    // It needs the session to tell the server; push stops on this device in any case.
    await unsubscribeThisDevice().catch(() => {})
    await end(endOnServer)
    await forgetKept()
    await deleteDB('vigie-notifications')
    forgetNotes()
    for (const name of await caches.keys()) if (name.includes('photos')) await caches.delete(name)
  }
}

async function endOnServer(): Promise<void> {
  const answer = await fetch('/api/auth/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
    credentials: 'same-origin',
    signal: AbortSignal.timeout(20_000),
  })
  if (!answer.ok) throw new Error(`sign-out answered ${answer.status}`)
}

function forgetNotes(): void {
  const notes = Object.keys(localStorage).filter(
    (key) => key.startsWith('vigie.') && !OF_THE_DEVICE.includes(key),
  )
  for (const key of notes) localStorage.removeItem(key)
}
