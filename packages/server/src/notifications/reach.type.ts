import { Field, Int, ObjectType } from 'type-graphql'

@ObjectType({ description: 'How deliveries ended; the five add up to all of them.' })
export class DeliveryTotals {
  @Field(() => Int, { description: 'Not ended yet.' })
  waiting!: number

  @Field(() => Int, { description: 'Handed to the provider, which gives no receipt.' })
  accepted!: number

  @Field(() => Int, { description: 'Receipt came back.' })
  delivered!: number

  @Field(() => Int, { description: 'Ended without reaching the person.' })
  failed!: number

  @Field(() => Int, { description: 'Not sent, for a reason: no address, no consent.' })
  skipped!: number
}

@ObjectType({
  description: 'Whom an alert reached. Everybody counted sees it in the app; deliveries are push messages.',
})
export class AlertReach {
  @Field(() => Int, { description: 'Residents of the neighbourhood.' })
  neighbours!: number

  @Field(() => Int, { description: 'Town-hall agents, moderators and administrators.' })
  townHall!: number

  @Field(() => Int, { description: 'Police officers.' })
  police!: number

  @Field(() => DeliveryTotals, { description: 'How their notifications ended.' })
  deliveries!: DeliveryTotals
}
