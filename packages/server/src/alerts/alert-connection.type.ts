import { GraphQLDateTime } from 'graphql-scalars'
import { Field, ID, ObjectType } from 'type-graphql'
import { PersonType } from '../identity/person.type.ts'
import { PageInfo } from '../platform/connection.type.ts'
import { AlertType } from './alert.type.ts'
import { AlertEventKindEnum } from './alert-enums.type.ts'
import type { AlertEventKind } from './alert-event.entity.ts'

@ObjectType({ description: 'One alert of a page.' })
export class AlertEdge {
  @Field(() => String, { description: 'Position of this edge.' })
  cursor!: string

  @Field(() => AlertType, { description: 'The alert.' })
  node!: AlertType
}

@ObjectType({ description: 'Alerts, newest first by the server’s clock.' })
export class AlertConnection {
  @Field(() => [AlertEdge], { description: 'The page.' })
  edges!: AlertEdge[]

  @Field(() => PageInfo, { description: 'Where the page stands.' })
  pageInfo!: PageInfo

  @Field(() => String, {
    description: 'Give this to `alertStream(after:)`: nothing since this page is missed.',
  })
  streamCursor!: string
}

@ObjectType('Comment', { description: 'What a member added below an alert.' })
export class CommentType {
  @Field(() => ID, { description: 'UUIDv7 made by the author’s device.' })
  id!: string

  @Field(() => String, { description: 'Plain text.' })
  text!: string

  @Field(() => PersonType, { description: 'Who wrote it.' })
  author!: PersonType

  @Field(() => GraphQLDateTime, { description: 'By the server’s clock.' })
  createdAt!: Date
}

@ObjectType({ description: 'One comment of a page.' })
export class CommentEdge {
  @Field(() => String, { description: 'Position of this edge.' })
  cursor!: string

  @Field(() => CommentType, { description: 'The comment.' })
  node!: CommentType
}

@ObjectType({ description: 'Comments, oldest first.' })
export class CommentConnection {
  @Field(() => [CommentEdge], { description: 'The page.' })
  edges!: CommentEdge[]

  @Field(() => PageInfo, { description: 'Where the page stands.' })
  pageInfo!: PageInfo
}

@ObjectType('AlertEvent', { description: 'Something that happened to an alert.' })
export class AlertEventType {
  @Field(() => ID, { description: 'The same event always has the same id: drop repeats by it.' })
  id!: string

  @Field(() => AlertEventKindEnum, { description: 'What happened.' })
  kind!: AlertEventKind

  @Field(() => GraphQLDateTime, { description: 'By the server’s clock.' })
  at!: Date

  @Field(() => AlertType, { description: 'The alert as it is now.' })
  alert!: AlertType

  @Field(() => CommentType, { nullable: true, description: 'The comment, when that is what happened.' })
  comment!: CommentType | null
}

@ObjectType({ description: 'One frame of the alert stream.' })
export class AlertStreamItem {
  @Field(() => String, { description: 'Resume here after a break.' })
  cursor!: string

  @Field(() => Boolean, { description: 'True when more was missed than is replayed: reload the list.' })
  reload!: boolean

  @Field(() => AlertEventType, { nullable: true, description: 'Null on a frame that only carries a cursor.' })
  event!: AlertEventType | null
}
