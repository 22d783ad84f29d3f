import type { AlertCategory, AlertStatus, CapReading, Danger, Happening } from '@vigie/schema'
import { GraphQLDateTime } from 'graphql-scalars'
import { Field, Float, ID, Int, ObjectType } from 'type-graphql'
import { NeighbourhoodType } from '../communities/neighbourhood.type.ts'
import { PersonType } from '../identity/person.type.ts'
import type { AlertSight } from './alert.policy.ts'
import {
  AlertCategoryEnum,
  AlertStatusEnum,
  CapCategoryEnum,
  CapCertaintyEnum,
  CapMsgTypeEnum,
  CapSeverityEnum,
  CapStatusEnum,
  CapUrgencyEnum,
  DangerEnum,
  HappeningEnum,
  PhotoStatusEnum,
} from './alert-enums.type.ts'

@ObjectType({ description: 'Where an alert is. WGS 84, degrees.' })
export class Position {
  @Field(() => Float, { description: 'Degrees north.' })
  latitude!: number

  @Field(() => Float, { description: 'Degrees east.' })
  longitude!: number

  @Field(() => Boolean, { description: 'True for the author, the town hall and the police.' })
  exact!: boolean

  @Field(() => Int, {
    description:
      'Metres around the point within which the true one lies, some more in a thin corner of a neighbourhood; 0 when exact.',
  })
  radius!: number
}

@ObjectType('CapReading', { description: 'The alert in the words of CAP 1.2.' })
export class CapReadingType implements CapReading {
  @Field(() => CapStatusEnum, { description: 'Real, exercise or test.' })
  status!: 'ACTUAL' | 'EXERCISE' | 'TEST'

  @Field(() => CapMsgTypeEnum, { description: 'First message, update or cancellation.' })
  msgType!: 'ALERT' | 'UPDATE' | 'CANCEL'

  @Field(() => CapCategoryEnum, { description: 'CAP category that the alert’s category maps to.' })
  category!: CapReading['category']

  @Field(() => CapSeverityEnum, { description: 'Derived from the two plain questions.' })
  severity!: CapReading['severity']

  @Field(() => CapUrgencyEnum, { description: 'Derived from the two plain questions.' })
  urgency!: CapReading['urgency']

  @Field(() => CapCertaintyEnum, { description: 'Derived from the two plain questions.' })
  certainty!: CapReading['certainty']
}

@ObjectType('Photo', { description: 'A photo of an alert.' })
export class PhotoType {
  @Field(() => ID, { description: 'Made by the phone.' })
  id!: string

  @Field(() => PhotoStatusEnum, { description: 'Whether it has arrived.' })
  status!: 'AWAITED' | 'READY' | 'REFUSED'

  @Field(() => String, { nullable: true, description: 'Path of the picture, once it is ready.' })
  url!: string | null

  @Field(() => String, { nullable: true, description: 'Path of a small picture, once it is ready.' })
  thumbnailUrl!: string | null

  @Field(() => Int, { nullable: true, description: 'Pixels.' })
  width!: number | null

  @Field(() => Int, { nullable: true, description: 'Pixels.' })
  height!: number | null
}

@ObjectType('HandlingStep', { description: 'One step in handling an alert.' })
export class HandlingStepType {
  @Field(() => ID, { description: 'Made by whoever took the step.' })
  id!: string

  @Field(() => AlertStatusEnum, { description: 'What the step says.' })
  status!: AlertStatus

  @Field(() => PersonType, { description: 'Police officer or town-hall agent.' })
  by!: PersonType

  @Field(() => GraphQLDateTime, { description: 'By the server’s clock.' })
  at!: Date

  @Field(() => String, {
    nullable: true,
    description: 'For the reporter and the institutions; null for others.',
  })
  note!: string | null
}

@ObjectType('Alert', { description: 'A resident’s report of something unusual.' })
export class AlertType {
  /** Not in the schema: field resolvers decide by it. */
  sight!: AlertSight
  townId!: string

  @Field(() => ID, { description: 'UUIDv7 made by the reporter’s phone.' })
  id!: string

  @Field(() => AlertCategoryEnum, { description: 'What is reported.' })
  category!: AlertCategory

  @Field(() => String, { description: 'What is happening, in the reporter’s words. Plain text.' })
  description!: string

  @Field(() => String, { nullable: true, description: 'The place in the reporter’s words.' })
  place!: string | null

  @Field(() => Position, {
    nullable: true,
    description: 'Exact or on a grid, by who asks; null without coordinates.',
  })
  position!: Position | null

  @Field(() => NeighbourhoodType, { description: 'Whose community is told.' })
  neighbourhood!: { id: string; name: string }

  @Field(() => PersonType, { description: 'Who reported it.' })
  author!: PersonType

  @Field(() => Boolean, { description: 'True when the viewer reported it.' })
  mine!: boolean

  @Field(() => GraphQLDateTime, { description: 'When it happened, by the reporter’s clock: a claim.' })
  claimedAt!: Date

  @Field(() => GraphQLDateTime, { description: 'When the server received it; this decides the order.' })
  reportedAt!: Date

  @Field(() => HappeningEnum, { description: 'Answer to « Est-ce que cela se passe en ce moment ? ».' })
  happening!: Happening

  @Field(() => DangerEnum, { description: 'Answer to « Quelqu’un est-il en danger ? ».' })
  danger!: Danger

  @Field(() => CapReadingType, { description: 'Severity, urgency and certainty in CAP 1.2.' })
  cap!: CapReadingType

  @Field(() => AlertStatusEnum, { description: 'How far it has come.' })
  status!: AlertStatus

  @Field(() => [PhotoType], { description: 'Up to four, in the reporter’s order.' })
  photos!: PhotoType[]

  @Field(() => Int, { description: 'Number of comments.' })
  commentCount!: number

  @Field(() => [HandlingStepType], { description: 'What police and town hall did, oldest first.' })
  handling!: HandlingStepType[]
}
