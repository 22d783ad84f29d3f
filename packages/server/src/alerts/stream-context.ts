import type { GraphQLContext } from '../identity/context.ts'
import type { AlertStream } from './alert-stream.ts'

/** Context of an API process, which has a live side. */
export interface StreamContext extends GraphQLContext {
  stream: AlertStream
}
