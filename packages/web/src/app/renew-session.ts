import * as v from 'valibot'
import { PATIENCE_MS } from './patience.ts'

const DAY_MS = 86_400_000
/** When this device last had its session prolonged; goes at sign-out, like every note of a person. */
const RENEWED = 'vigie.session-renewed'

const Answer = v.object({ user: v.optional(v.object({ id: v.string() })) })

/**
 * Whether this device holds a session that the server knows; asking prolongs it, with a new cookie, when it is more
 * than a day old. It says nothing of rights: a person whose right was revoked may still have one.
 * Errors: no network.
 */
export async function sessionLives(): Promise<boolean> {
  const answer = await fetch('/api/auth/get-session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
    credentials: 'same-origin',
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  if (!answer.ok) throw new Error(`get-session answered ${answer.status}`)
  return v.parse(Answer, await answer.json()).user !== undefined
}

/**
 * Prolongs the session once a day, so that nobody who uses the app has to sign in again. Quiet: without a network
 * the next occasion does it.
 */
export async function renewSession(now = Date.now()): Promise<void> {
  try {
    // A clock that was set back counts as a day gone by.
    if (Math.abs(now - Number(localStorage.getItem(RENEWED))) < DAY_MS) return
    if (await sessionLives()) localStorage.setItem(RENEWED, String(now))
  } catch {
    // Not today, then.
  }
}
