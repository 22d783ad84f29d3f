import { LIMITS } from '@vigie/schema'
import { Field, ObjectType } from 'type-graphql'
import { CodedError } from './errors.ts'
import { isId } from './ids.ts'

@ObjectType({ description: 'Where a page stands in its list (Relay cursor connections).' })
export class PageInfo {
  @Field(() => Boolean, { description: 'True when more follow.' })
  hasNextPage!: boolean

  @Field(() => Boolean, { description: 'Always false: lists are read forwards.' })
  hasPreviousPage!: boolean

  @Field(() => String, { nullable: true, description: 'Cursor of the first edge.' })
  startCursor!: string | null

  @Field(() => String, { nullable: true, description: 'Cursor of the last edge; pass it as `after`.' })
  endCursor!: string | null
}

/** Position in a list ordered by time, then id. */
export interface Keyset {
  at: Date
  id: string
}

/** A keyset as an opaque cursor. */
export const encodeCursor = ({ at, id }: Keyset) => Buffer.from(`${at.getTime()}.${id}`).toString('base64url')

/**
 * Reads a cursor back.
 * @throws CodedError BAD_REQUEST when it is not one of ours
 */
export function decodeCursor(cursor: string | null | undefined): Keyset | null {
  if (!cursor) return null
  const [, time, id] = /^(\d{1,15})\.(.+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (!time || !id || !isId(id))
    throw new CodedError('BAD_REQUEST', 'Le curseur « after » n’est pas valable : rechargez la liste.')
  return { at: new Date(Number(time)), id }
}

/**
 * The number of rows to read for a page.
 * @throws CodedError BAD_REQUEST outside 1 to `LIMITS.pageMax`
 */
export function pageSize(first: number): number {
  if (first < 1 || first > LIMITS.pageMax) {
    throw new CodedError('BAD_REQUEST', `« first » doit être compris entre 1 et ${LIMITS.pageMax}.`)
  }
  return first
}

/** Builds a page from one row more than was asked for. */
export function toConnection<Row, Node>(
  rows: Row[],
  first: number,
  keyset: (row: Row) => Keyset,
  toNode: (row: Row) => Node,
) {
  const edges = rows.slice(0, first).map((row) => ({ cursor: encodeCursor(keyset(row)), node: toNode(row) }))
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: false,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}
