import { createUnionType, Field, InputType, ObjectType } from 'type-graphql'
import { InvalidInput, Refused } from '../platform/refusals.ts'

@InputType({ description: 'What the browser’s PushManager handed out (RFC 8291).' })
export class PushSubscriptionInput {
  @Field(() => String, { description: 'Address at a known push service.' })
  endpoint!: string

  @Field(() => String, { description: 'The device’s public key, 65 bytes in base64url.' })
  p256dh!: string

  @Field(() => String, { description: 'The device’s authentication secret, 16 bytes in base64url.' })
  auth!: string
}

@ObjectType({ description: 'This device will be told.' })
export class SavePushSubscriptionSuccess {
  @Field(() => Boolean, { description: 'Always true.' })
  saved!: boolean
}

export const SavePushSubscriptionResult = createUnionType({
  name: 'SavePushSubscriptionResult',
  description: 'Saved, or why not.',
  types: () => [SavePushSubscriptionSuccess, InvalidInput, Refused] as const,
})
