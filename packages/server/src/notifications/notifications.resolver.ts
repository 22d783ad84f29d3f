import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import { seesReach } from '../alerts/alert.policy.ts'
import { AlertType } from '../alerts/alert.type.ts'
import { type GraphQLContext, requireViewer } from '../identity/context.ts'
import { readReach } from './delivery.reads.ts'
import { PushSubscriptionInput, SavePushSubscriptionResult } from './push-subscription.type.ts'
import { AlertReach } from './reach.type.ts'
import { removePushSubscription, savePushSubscription } from './save-push-subscription.ts'

@Resolver(() => AlertType)
export class NotificationsResolver {
  @Mutation(() => SavePushSubscriptionResult, {
    description: 'Tells the viewer’s device of alerts from now on.',
  })
  savePushSubscription(
    @Ctx() context: GraphQLContext,
    @Arg('input', () => PushSubscriptionInput, { description: 'The device.' }) input: PushSubscriptionInput,
  ) {
    return savePushSubscription(context.app, requireViewer(context), input)
  }

  @Mutation(() => Boolean, { description: 'Stops telling that device; false when it was not known.' })
  removePushSubscription(
    @Ctx() context: GraphQLContext,
    @Arg('endpoint', () => String, { description: 'Address of the device.' }) endpoint: string,
  ) {
    return removePushSubscription(context.app, requireViewer(context), endpoint)
  }

  @FieldResolver(() => AlertReach, {
    nullable: true,
    description: 'For the author and the institutions; null for others.',
  })
  reach(@Ctx() { app }: GraphQLContext, @Root() alert: AlertType) {
    return seesReach(alert.sight) ? readReach(app.orm.em.fork(), alert.townId, alert.id) : null
  }
}
