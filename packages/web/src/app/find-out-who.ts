import type { ApolloClient } from '@apollo/client'
import { askViewer } from './ask-viewer.ts'
import { sessionLives } from './renew-session.ts'
import type { Viewer } from './session.tsx'

/** Who uses this device now, after `former` did. */
export type Found =
  /** `anew`: with other rights than what is remembered was answered to, or somebody else altogether. */
  | { kind: 'here'; viewer: Viewer; anew: boolean }
  /** Their session is over; they may still report. */
  | { kind: 'expired'; viewer: Viewer }
  /** `lost`: a session lives and still nobody is signed in, so the right of whoever was here was revoked. */
  | { kind: 'nobody'; lost: boolean }

/** Asks the server who is signed in, and what that means after `former` was. Errors: no network. */
export async function findOutWho(client: ApolloClient, former: Viewer | null): Promise<Found> {
  const viewer = await askViewer(client)
  if (viewer) return { kind: 'here', viewer, anew: former !== null && !sameRights(former, viewer) }
  if (!former) return { kind: 'nobody', lost: false }
  // Whoever cannot be asked has an expired session: that takes the least away.
  const lost = await sessionLives().catch(() => false)
  return lost ? { kind: 'nobody', lost } : { kind: 'expired', viewer: former }
}

function sameRights(one: Viewer, other: Viewer): boolean {
  const rights = ({ id, role, neighbourhood, town, seesWholeTown, handlesAlerts }: Viewer) =>
    [id, role, neighbourhood?.id, town.id, seesWholeTown, handlesAlerts].join(' ')
  return rights(one) === rights(other)
}
