import { createUnionType, Field, ObjectType } from 'type-graphql'
import { InvalidInput, Refused } from '../platform/refusals.ts'
import { AlertType, HandlingStepType } from './alert.type.ts'
import { CommentType } from './alert-connection.type.ts'

@ObjectType({ description: 'The report is kept; neighbours, town hall and police are being told.' })
export class ReportAlertSuccess {
  @Field(() => AlertType, { description: 'The alert.' })
  alert!: AlertType

  @Field(() => Boolean, { description: 'True when this id had been accepted before.' })
  repeated!: boolean
}

@ObjectType({ description: 'The comment is kept.' })
export class CommentAlertSuccess {
  @Field(() => CommentType, { description: 'The comment.' })
  comment!: CommentType

  @Field(() => AlertType, {
    nullable: true,
    description:
      'The alert below which it stands; null when this is a repeat and the alert may no longer be seen.',
  })
  alert!: AlertType | null

  @Field(() => Boolean, { description: 'True when this id had been accepted before.' })
  repeated!: boolean
}

@ObjectType({ description: 'The step is kept; the reporter is being told.' })
export class HandleAlertSuccess {
  @Field(() => HandlingStepType, { description: 'The step.' })
  step!: HandlingStepType

  @Field(() => AlertType, {
    nullable: true,
    description: 'The alert as it is now; null when this is a repeat and the alert may no longer be seen.',
  })
  alert!: AlertType | null

  @Field(() => Boolean, { description: 'True when this id had been accepted before.' })
  repeated!: boolean
}

const isRefusal = (value: object) =>
  value instanceof InvalidInput ? InvalidInput : value instanceof Refused ? Refused : null

export const ReportAlertResult = createUnionType({
  name: 'ReportAlertResult',
  description: 'The accepted report, or why not.',
  types: () => [ReportAlertSuccess, InvalidInput, Refused] as const,
  resolveType: (value) => isRefusal(value) ?? ReportAlertSuccess,
})

export const CommentAlertResult = createUnionType({
  name: 'CommentAlertResult',
  description: 'The accepted comment, or why not.',
  types: () => [CommentAlertSuccess, InvalidInput, Refused] as const,
  resolveType: (value) => isRefusal(value) ?? CommentAlertSuccess,
})

export const HandleAlertResult = createUnionType({
  name: 'HandleAlertResult',
  description: 'The accepted step, or why not.',
  types: () => [HandleAlertSuccess, InvalidInput, Refused] as const,
  resolveType: (value) => isRefusal(value) ?? HandleAlertSuccess,
})
