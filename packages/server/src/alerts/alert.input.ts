import type { AlertCategory, AlertStatus, Danger, Happening, PositionSource } from '@vigie/schema'
import { GraphQLDateTime } from 'graphql-scalars'
import { Field, Float, ID, InputType } from 'type-graphql'
import {
  AlertCategoryEnum,
  AlertStatusEnum,
  DangerEnum,
  HappeningEnum,
  PositionSourceEnum,
} from './alert-enums.type.ts'

@InputType({ description: 'Narrows a list of alerts; every part that is given must hold.' })
export class AlertFilter {
  @Field(() => [ID], {
    nullable: true,
    description:
      'Only these neighbourhoods, as far as the viewer may see them. An empty list narrows nothing.',
  })
  neighbourhoodIds?: string[] | null

  @Field(() => [AlertCategoryEnum], {
    nullable: true,
    description: 'Only these categories; an empty list narrows nothing.',
  })
  categories?: AlertCategory[] | null

  @Field(() => [AlertStatusEnum], {
    nullable: true,
    description: 'Only these statuses; an empty list narrows nothing.',
  })
  statuses?: AlertStatus[] | null

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Received at or after.' })
  from?: Date | null

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Received before.' })
  to?: Date | null
}

@InputType({ description: 'A WGS 84 point.' })
export class CoordinatesInput {
  @Field(() => Float, { description: 'Degrees north, −90 to 90.' })
  latitude!: number

  @Field(() => Float, { description: 'Degrees east, −180 to 180.' })
  longitude!: number
}

@InputType({ description: 'A report. The same id with the same content may be sent any number of times.' })
export class ReportAlertInput {
  @Field(() => ID, { description: 'UUIDv7 made by the phone: the idempotency key.' })
  id!: string

  @Field(() => AlertCategoryEnum, { description: 'What is reported.' })
  category!: AlertCategory

  @Field(() => String, { description: 'What is happening: 1 to 2,000 characters, plain text.' })
  description!: string

  @Field(() => HappeningEnum, { description: 'Is it going on?' })
  happening!: Happening

  @Field(() => DangerEnum, { description: 'Is somebody in danger?' })
  danger!: Danger

  @Field(() => PositionSourceEnum, { description: 'Where the position came from.' })
  positionSource!: PositionSource

  @Field(() => CoordinatesInput, { nullable: true, description: 'Needed unless the source is WORDS.' })
  coordinates?: CoordinatesInput | null

  @Field(() => String, {
    nullable: true,
    description: 'Needed when the source is WORDS; up to 200 characters.',
  })
  place?: string | null

  @Field(() => String, { description: 'When it happened by the phone’s clock, ISO 8601.' })
  claimedAt!: string

  @Field(() => String, { description: 'When the report was saved by the phone’s clock, ISO 8601.' })
  savedAt!: string

  @Field(() => [ID], { description: 'Ids of up to four photos that follow by upload.' })
  photoIds!: string[]
}

@InputType({ description: 'A comment below an alert.' })
export class CommentAlertInput {
  @Field(() => ID, { description: 'UUIDv7 made by the device: the idempotency key.' })
  id!: string

  @Field(() => ID, { description: 'The alert.' })
  alertId!: string

  @Field(() => String, { description: '1 to 1,000 characters, plain text.' })
  text!: string
}

@InputType({ description: 'Seen by police or town hall, or on the way.' })
export class AcknowledgeAlertInput {
  @Field(() => ID, { description: 'UUIDv7 made by the device: the idempotency key.' })
  id!: string

  @Field(() => ID, { description: 'The alert.' })
  alertId!: string

  @Field(() => Boolean, { description: 'True when a patrol is on the way.' })
  onTheWay!: boolean

  @Field(() => String, { nullable: true, description: 'A note to the reporter, up to 1,000 characters.' })
  note?: string | null
}

@InputType({ description: 'The end of an alert.' })
export class ResolveAlertInput {
  @Field(() => ID, { description: 'UUIDv7 made by the device: the idempotency key.' })
  id!: string

  @Field(() => ID, { description: 'The alert.' })
  alertId!: string

  @Field(() => String, { nullable: true, description: 'A note to the reporter, up to 1,000 characters.' })
  note?: string | null
}
