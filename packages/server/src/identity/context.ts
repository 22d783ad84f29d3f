import type { App } from '../platform/app.ts'
import { unauthenticated } from '../platform/errors.ts'
import type { Viewer } from './viewer.ts'

/** What every resolver gets. */
export interface GraphQLContext {
  app: App
  viewer: Viewer | null
  requestId: string
  /** The network that the request came from, as a keyed hash. */
  network(): string
}

/**
 * The signed-in viewer.
 * @throws CodedError UNAUTHENTICATED
 */
export function requireViewer(context: GraphQLContext): Viewer {
  if (!context.viewer) throw unauthenticated()
  return context.viewer
}
