import { Arg, Ctx, Resolver, Root, Subscription } from 'type-graphql'
import { requireViewer } from '../identity/context.ts'
import { CodedError } from '../platform/errors.ts'
import { sightOf } from './alert.policy.ts'
import { AlertStreamItem } from './alert-connection.type.ts'
import type { StreamFrame } from './alert-stream.ts'
import { toComment } from './comment.reads.ts'
import type { StreamContext } from './stream-context.ts'
import { factsOf, toAlert } from './to-alert.ts'

@Resolver()
export class AlertStreamResolver {
  @Subscription(() => AlertStreamItem, {
    description:
      'First what was missed since `after`, then live: the viewer’s neighbourhood and own alerts, or the whole town.',
    subscribe: ({ args, context }: { args: { after?: string | null }; context: StreamContext }) =>
      context.stream.open(requireViewer(context), args.after ?? null, context.deliver),
  })
  alertStream(
    @Root() frame: StreamFrame | undefined,
    @Ctx() context: StreamContext,
    @Arg('after', () => String, { nullable: true, description: 'The last cursor that was seen.' }) _after?:
      | string
      | null,
  ): AlertStreamItem {
    // Over HTTP it would be executed like a query, with nothing to tell.
    if (!frame) throw new CodedError('BAD_REQUEST', 'Un abonnement passe par le websocket.')
    const { cursor, reload, event } = frame
    const sight = event && sightOf(requireViewer(context), factsOf(event.alert))
    if (!event || !sight) return { cursor, reload, event: null }
    return {
      cursor,
      reload,
      event: {
        id: event.id,
        kind: event.kind,
        at: event.at,
        alert: toAlert(event.alert, sight),
        comment: event.comment && toComment(event.comment),
      },
    }
  }
}
