import type { App } from '../platform/app.ts'
import { unauthenticated } from '../platform/errors.ts'
import { inTown } from '../platform/town-claim.ts'
import type { TakeTurn } from './limit-rate.ts'
import type { Viewer } from './viewer.ts'

/** What every resolver gets. */
export interface GraphQLContext {
  app: App
  viewer: Viewer | null
  requestId: string
  /**
   * Takes a turn at an action for this request's account and network.
   * @throws CodedError RATE_LIMITED with `retryAfter` in seconds
   */
  takeTurn: TakeTurn
}

/**
 * The signed-in viewer.
 * @throws CodedError UNAUTHENTICATED
 */
export function requireViewer(context: GraphQLContext): Viewer {
  if (!context.viewer) throw unauthenticated()
  return context.viewer
}

/** Does what this viewer asked for inside the viewer's town; for a stranger inside none. */
export const asViewer = <T>(viewer: Viewer | null, work: () => T): T =>
  viewer ? inTown(viewer.townId, work) : work()
