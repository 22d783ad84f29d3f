import { useFragment, useQuery } from '@apollo/client/react'
import {
  AlertDetailDocument,
  type AlertRowFragment,
  AlertRowFragmentDoc,
  type CommentRowFragment,
} from '../gen/graphql.ts'
import { useLiveAlerts } from './live/use-live-alerts.ts'

/** Comments of one page. */
const COMMENTS_PAGE = 50

/** One alert with its comments. */
export interface AlertView {
  /** Null while loading, and when there is none that this person may see. */
  alert: AlertRowFragment | null
  /** Oldest first; null while they are not known. */
  comments: CommentRowFragment[] | null
  hasMoreComments: boolean
  loadingMore: boolean
  loadMoreComments: () => void
  /** The server has answered: there is no such alert for this person. */
  absent: boolean
  /** The server could not be asked. */
  failed: boolean
}

/** The alert as a list or the live stream had brought it at once, then complete; live while it is open. */
export function useAlert(id: string): AlertView {
  const live = useLiveAlerts()
  const row = useFragment({
    fragment: AlertRowFragmentDoc,
    fragmentName: 'AlertRow',
    from: { __typename: 'Alert', id },
  })
  const { data, error, loading, fetchMore } = useQuery(AlertDetailDocument, {
    variables: { id, comments: COMMENTS_PAGE },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    notifyOnNetworkStatusChange: true,
    errorPolicy: 'none',
  })
  const comments = data?.alert?.comments
  return {
    alert: data?.alert ?? (row.complete && data?.alert !== null ? row.data : null),
    comments: comments?.edges.map((edge) => edge.node) ?? null,
    hasMoreComments: comments?.pageInfo.hasNextPage ?? false,
    loadingMore: loading && comments !== undefined,
    loadMoreComments() {
      const startedAt = Date.now()
      fetchMore({ variables: { after: comments?.pageInfo.endCursor } })
        .then(() => live?.replaySince(startedAt))
        .catch(() => {})
    },
    absent: data?.alert === null,
    failed: error !== undefined && !data,
  }
}
