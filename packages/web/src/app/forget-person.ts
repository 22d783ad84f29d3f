import { hideNotifications } from '../notifications/hide-notifications.ts'
import { forgetUnseen } from '../notifications/unseen-alerts.ts'
import type { Found } from './find-out-who.ts'
import { forgetKept, keep } from './kept-data.ts'
import type { Viewer } from './session.tsx'

/** Choices of the device, not of the person: they stay. */
const OF_THE_DEVICE = ['vigie.theme', 'vigie.locale']

/**
 * Forgets everything that this device kept of the person who used it. For a sign-out, a revoked right and another
 * person's sign-in. What they wrote is the outbox's business.
 * One part that fails keeps no other from going. Errors: `AggregateError` when anything is left.
 */
export async function forgetPerson(): Promise<void> {
  await all([forgetKept(), forgetNotes(), forgetAnswers()])
}

/**
 * Lets this device forget what it must no longer show after `found`: of somebody else everything, of an expired
 * session what the server had answered; who they are stays, so that they can still report.
 * Errors: as of `forgetPerson`.
 */
export async function forgetAfter(found: Found, former: Viewer | null, still: () => boolean): Promise<void> {
  if (!former) return
  if (found.kind === 'expired') {
    await all([keep({ viewer: found.viewer, cache: {}, expired: true }, still), forgetAnswers()])
  } else if (found.kind === 'nobody' || found.viewer.id !== former.id) {
    await forgetPerson()
  } else if (found.anew) {
    await all([forgetKept(), forgetAnswers()])
  }
}

/** Photos, and what the person was told of. */
const forgetAnswers = () => all([forgetUnseen(), hideNotifications(), forgetPhotos()])

async function forgetPhotos(): Promise<void> {
  for (const name of await caches.keys()) if (name.includes('photos')) await caches.delete(name)
}

async function forgetNotes(): Promise<void> {
  const notes = Object.keys(localStorage).filter(
    (key) => key.startsWith('vigie.') && !OF_THE_DEVICE.includes(key),
  )
  for (const key of notes) localStorage.removeItem(key)
}

async function all(parts: Promise<void>[]): Promise<void> {
  const settled = await Promise.allSettled(parts)
  const left = settled.filter((part) => part.status === 'rejected').map((part) => part.reason)
  if (left.length > 0) throw new AggregateError(left, 'this device could not forget everything')
}
