import { sql } from 'kysely'
import type { Keyset } from '../platform/connection.type.ts'
import type { EntityManager } from '../platform/db.ts'
import { alertTables } from './alert.reads.ts'
import type { CommentType } from './alert-connection.type.ts'

const selectComments = (em: EntityManager, townId: string) =>
  alertTables(em)
    .selectFrom('comment as c')
    .innerJoin('person as author', (join) =>
      join.onRef('author.town_id', '=', 'c.town_id').onRef('author.id', '=', 'c.author_id'),
    )
    .where('c.town_id', '=', townId)
    .select([
      'c.id',
      'c.alert_id',
      'c.text',
      'c.created_at',
      'c.author_id',
      'author.name as author_name',
      'author.role as author_role',
    ])

export type CommentRow = Awaited<ReturnType<ReturnType<typeof selectComments>['executeTakeFirstOrThrow']>>

/** Comments of one alert, oldest first. */
export function readComments(
  em: EntityManager,
  townId: string,
  alertId: string,
  page: { after: Keyset | null; limit: number },
): Promise<CommentRow[]> {
  let query = selectComments(em, townId).where('c.alert_id', '=', alertId)
  if (page.after) {
    query = query.where(sql<boolean>`(c.created_at, c.id) > (${page.after.at}, ${page.after.id}::uuid)`)
  }
  return query.orderBy('c.created_at').orderBy('c.id').limit(page.limit).execute()
}

/** Comments by id. */
export function readCommentsById(em: EntityManager, townId: string, ids: string[]): Promise<CommentRow[]> {
  return selectComments(em, townId).where('c.id', 'in', ids).execute()
}

export const toComment = (row: CommentRow): CommentType => ({
  id: row.id,
  text: row.text,
  author: { id: row.author_id, name: row.author_name, role: row.author_role },
  createdAt: row.created_at,
})
