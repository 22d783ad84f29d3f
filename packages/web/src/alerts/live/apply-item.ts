import { type ApolloCache, isReference, type Reference } from '@apollo/client/cache'
import * as v from 'valibot'
import {
  type AlertFilter,
  AlertRowFragmentDoc,
  CommentRowFragmentDoc,
  StreamCursorDocument,
} from '../../gen/graphql.ts'
import type { StreamEvent, StreamItem } from './alert-stream.ts'
import { matchesFilter, type Placed, placeInList } from './list-order.ts'

/** A connection as it lies in the normalised cache. */
interface StoredConnection {
  edges?: { __typename?: string; node: Reference }[]
  pageInfo?: { hasNextPage: boolean; endCursor: string | null }
}

/** Which neighbourhoods' alerts the viewer's lists hold; their own alerts elsewhere stand only under « Mes alertes ». */
export type Scope = 'TOWN' | { neighbourhoodId: string | null }

/**
 * Writes one live item into the cache: the alert itself, its row in every loaded list it belongs to, its new
 * comment, and the cursor. One batch, so that a saved cache never has the cursor without what came before it.
 * Writing the same item twice changes nothing.
 */
export function applyStreamItem(cache: ApolloCache, item: StreamItem, scope: Scope): void {
  cache.batch({
    update(store) {
      if (item.event) applyEvent(store, item.event, scope)
      const data = { alerts: { __typename: 'AlertConnection' as const, streamCursor: item.cursor } }
      store.writeQuery({ query: StreamCursorDocument, data })
    },
  })
}

/** The event alone, without the cursor. */
export function applyEvent(cache: ApolloCache, { alert, comment }: StreamEvent, scope: Scope): void {
  const ref = cache.writeFragment({
    fragment: AlertRowFragmentDoc,
    fragmentName: 'AlertRow',
    data: alert,
  })
  if (!ref) return
  const inScope = scope === 'TOWN' || scope.neighbourhoodId === alert.neighbourhood.id
  cache.modify<{ alerts: StoredConnection; myAlerts: StoredConnection }>({
    id: 'ROOT_QUERY',
    fields: {
      alerts: (stored, { storeFieldName, readField }) =>
        !isReference(stored) && inScope && matchesFilter(alert, filterOf(storeFieldName))
          ? insert(stored, ref, alert, placed(readField))
          : stored,
      myAlerts: (stored, { readField }) =>
        !isReference(stored) && alert.mine ? insert(stored, ref, alert, placed(readField)) : stored,
    },
  })
  if (!comment) return
  const commentRef = cache.writeFragment({
    fragment: CommentRowFragmentDoc,
    fragmentName: 'CommentRow',
    data: comment,
  })
  if (!commentRef) return
  cache.modify<{ comments: StoredConnection }>({
    id: cache.identify(ref),
    fields: { comments: (stored) => (isReference(stored) ? stored : append(stored, commentRef)) },
  })
}

/** Comments are listed oldest first: while later pages are not loaded, they will bring the newest. */
function append(stored: StoredConnection, node: Reference): StoredConnection {
  const there = stored.edges?.some((edge) => edge.node.__ref === node.__ref)
  if (!stored.edges || there || stored.pageInfo?.hasNextPage) return stored
  return { ...stored, edges: [...stored.edges, { __typename: 'CommentEdge', node }] }
}

type ReadField = (field: string, from: Reference) => unknown

const placed =
  (readField: ReadField) =>
  (node: Reference): Placed => ({
    id: String(readField('id', node)),
    reportedAt: String(readField('reportedAt', node)),
  })

function insert(
  stored: StoredConnection,
  node: Reference,
  alert: Placed,
  toPlaced: (node: Reference) => Placed,
): StoredConnection {
  if (!stored.edges) return stored
  const rows = stored.edges.map((edge) => toPlaced(edge.node))
  const index = placeInList(rows, alert, stored.pageInfo?.hasNextPage ?? false)
  if (index === null) return stored
  return { ...stored, edges: stored.edges.toSpliced(index, 0, { __typename: 'AlertEdge', node }) }
}

const StoredArguments = v.object({ filter: v.nullish(v.custom<AlertFilter>((it) => typeof it === 'object')) })

/** The cache names a list `alerts:{"filter":{…}}`. */
function filterOf(storeFieldName: string): AlertFilter | null {
  const json = storeFieldName.slice(storeFieldName.indexOf(':') + 1)
  if (!json.startsWith('{')) return null
  return v.parse(StoredArguments, JSON.parse(json)).filter ?? null
}
