import {
  dropSubscription,
  refreshSubscription,
  withdrawSubscription,
} from '../notifications/push-subscription.ts'
import { forgetPerson } from './forget-person.ts'
import type { Session } from './session.tsx'
import { tellOtherTabsOfSignOut } from './signed-out-elsewhere.ts'

const PATIENCE_MS = 20_000

/**
 * Ends the session on the server first, so that without a network nothing is half done; from its answer on nothing
 * needs the network any more. `end` makes this page forget the person, so that nothing is kept anew while the device
 * is wiped. Gives whether all of it could be wiped. Errors: the session lives on, and all is as before.
 */
export async function endSession(end: Session['end']): Promise<'forgotten' | 'something is left'> {
  // The server must be told while the session still says whose device this is.
  await withdrawSubscription().catch(() => {})
  let ended = false
  const letGo = end(async () => {
    await askServer()
    ended = true
    tellOtherTabsOfSignOut()
  })
  await letGo.catch((error) => {
    if (ended) return
    void refreshSubscription()
    throw error
  })
  const done = await Promise.allSettled([letGo, forgetPerson(), dropSubscription()])
  return done.every((it) => it.status === 'fulfilled') ? 'forgotten' : 'something is left'
}

async function askServer(): Promise<void> {
  const answer = await fetch('/api/auth/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
    credentials: 'same-origin',
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  if (!answer.ok) throw new Error(`sign-out answered ${answer.status}`)
}
