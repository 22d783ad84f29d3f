import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql'
import { type GraphQLContext, requireViewer } from '../identity/context.ts'
import { decodeCursor, pageSize, toConnection } from '../platform/connection.type.ts'
import { acknowledgeAlert } from './acknowledge-alert.ts'
import {
  AcknowledgeAlertInput,
  AlertFilter,
  CommentAlertInput,
  ReportAlertInput,
  ResolveAlertInput,
} from './alert.input.ts'
import { sightOf } from './alert.policy.ts'
import type { AlertRow } from './alert.reads.ts'
import { AlertType } from './alert.type.ts'
import { AlertConnection, CommentConnection } from './alert-connection.type.ts'
import { CommentAlertResult, HandleAlertResult, ReportAlertResult } from './alert-results.type.ts'
import { readComments, toComment } from './comment.reads.ts'
import { commentAlert } from './comment-alert.ts'
import { findAlert } from './find-alert.ts'
import { readAlerts, readOwnAlerts } from './prepared-alert.reads.ts'
import { reportAlert } from './report-alert.ts'
import { resolveAlert } from './resolve-alert.ts'
import type { StreamContext } from './stream-context.ts'
import { factsOf, toAlert } from './to-alert.ts'

@ArgsType()
class PageArgs {
  @Field(() => Int, { defaultValue: 20, description: 'Rows of the page, 1 to 50.' })
  first!: number

  @Field(() => String, { nullable: true, description: 'Cursor after which the page begins.' })
  after?: string | null
}

@ArgsType()
class AlertPageArgs extends PageArgs {
  @Field(() => AlertFilter, { nullable: true, description: 'Narrows the list.' })
  filter?: AlertFilter | null
}

@ArgsType()
class CommentPageArgs {
  @Field(() => Int, { defaultValue: 50, description: 'Rows of the page, 1 to 50.' })
  first!: number

  @Field(() => String, { nullable: true, description: 'Cursor after which the page begins.' })
  after?: string | null
}

@Resolver(() => AlertType)
export class AlertResolver {
  @Query(() => AlertType, {
    nullable: true,
    description: 'One alert; null when there is none or it may not be seen.',
  })
  alert(@Ctx() context: GraphQLContext, @Arg('id', () => ID, { description: 'Its id.' }) id: string) {
    return findAlert(context.app.orm.em.fork(), requireViewer(context), id)
  }

  @Query(() => AlertConnection, {
    description:
      'Alerts of the viewer’s neighbourhood, or of the whole town for those who see it, newest first.',
  })
  alerts(@Ctx() context: StreamContext, @Args(() => AlertPageArgs) { filter, first, after }: AlertPageArgs) {
    return this.#page(context, first, after, (page) =>
      readAlerts(context.app.orm, requireViewer(context), { ...page, filter }),
    )
  }

  @Query(() => AlertConnection, { description: 'What the viewer reported, newest first, wherever it was.' })
  myAlerts(@Ctx() context: StreamContext, @Args(() => PageArgs) { first, after }: PageArgs) {
    return this.#page(context, first, after, (page) =>
      readOwnAlerts(context.app.orm, requireViewer(context), page),
    )
  }

  @Mutation(() => ReportAlertResult, {
    description: 'Reports something unusual. Not a substitute for 17, 18, 15, 112 or 114.',
  })
  async reportAlert(
    @Ctx() context: GraphQLContext,
    @Arg('input', () => ReportAlertInput, { description: 'The report.' }) input: ReportAlertInput,
  ) {
    const viewer = requireViewer(context)
    await context.takeTurn('report')
    return reportAlert(context.app, viewer, input)
  }

  @Mutation(() => CommentAlertResult, { description: 'Adds a comment below an alert.' })
  async commentAlert(
    @Ctx() context: GraphQLContext,
    @Arg('input', () => CommentAlertInput, { description: 'The comment.' }) input: CommentAlertInput,
  ) {
    const viewer = requireViewer(context)
    await context.takeTurn('comment')
    return commentAlert(context.app, viewer, input)
  }

  @Mutation(() => HandleAlertResult, { description: 'Police and town hall: seen, or on the way.' })
  acknowledgeAlert(
    @Ctx() context: GraphQLContext,
    @Arg('input', () => AcknowledgeAlertInput, { description: 'The step.' }) input: AcknowledgeAlertInput,
  ) {
    return acknowledgeAlert(context.app, requireViewer(context), input)
  }

  @Mutation(() => HandleAlertResult, { description: 'Police and town hall: closed.' })
  resolveAlert(
    @Ctx() context: GraphQLContext,
    @Arg('input', () => ResolveAlertInput, { description: 'The step.' }) input: ResolveAlertInput,
  ) {
    return resolveAlert(context.app, requireViewer(context), input)
  }

  @FieldResolver(() => CommentConnection, { description: 'Comments, oldest first.' })
  async comments(
    @Ctx() { app }: GraphQLContext,
    @Root() alert: AlertType,
    @Args(() => CommentPageArgs) { first, after }: CommentPageArgs,
  ) {
    const page = { after: decodeCursor(after), limit: pageSize(first) + 1 }
    const rows = await readComments(app.orm.em.fork(), alert.townId, alert.id, page)
    return toConnection(rows, first, (row) => ({ at: row.created_at, id: row.id }), toComment)
  }

  async #page(
    context: StreamContext,
    first: number,
    after: string | null | undefined,
    read: (page: { limit: number; after: ReturnType<typeof decodeCursor> }) => Promise<AlertRow[]>,
  ) {
    const viewer = requireViewer(context)
    // Taken before the rows are read: what commits in between is replayed rather than missed.
    const streamCursor = context.stream.cursor
    const rows = await read({ limit: pageSize(first) + 1, after: decodeCursor(after) })
    const seen = rows.flatMap((row) => {
      const sight = sightOf(viewer, factsOf(row))
      return sight ? [{ row, sight }] : []
    })
    const page = toConnection(
      seen,
      first,
      ({ row }) => ({ at: row.reported_at, id: row.id }),
      ({ row, sight }) => toAlert(row, sight),
    )
    return { ...page, streamCursor }
  }
}
