import type { GraphQLContext } from '../identity/context.ts'
import type { AlertStream, Deliver } from './alert-stream.ts'

/** Context of an API process, which has a live side. */
export interface StreamContext extends GraphQLContext {
  stream: AlertStream
  /** The way of this subscription's live frames past its queue, if it has one. */
  deliver?: Deliver
}
