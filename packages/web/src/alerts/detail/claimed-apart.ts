/** Below this, the phone's time and the server's say the same. */
const APART_MS = 5 * 60_000

/**
 * Whether the time by the phone is worth showing beside the server's: null while they agree, otherwise whether it
 * fell on the same day. The server's time decides the order in any case.
 */
export function claimedApart(claimed: Date, received: Date): 'SAME_DAY' | 'OTHER_DAY' | null {
  if (Math.abs(received.getTime() - claimed.getTime()) <= APART_MS) return null
  return claimed.toDateString() === received.toDateString() ? 'SAME_DAY' : 'OTHER_DAY'
}
