import { useApolloClient } from '@apollo/client/react'
import { LIMITS } from '@vigie/schema'
import { useEffect, useState } from 'react'
import { type AlertFilter, ReachOfAlertsDocument, type ReachOfAlertsQuery } from '../../gen/graphql.ts'

export type RowReach = NonNullable<ReachOfAlertsQuery['alerts']['edges'][number]['node']['reach']>

/** Who is told becomes known a moment after an alert has arrived. */
const SETTLE_MS = 4000

/**
 * Whom the alerts of a list reached, by id. Asked for apart from the list and kept out of its cache: a row that
 * arrives live has no reach yet, and must be shown all the same. `newest` asks again when the list has grown.
 */
export function useReachOf(
  filter: AlertFilter | undefined,
  newest: string | undefined,
): Map<string, RowReach> {
  const client = useApolloClient()
  const [reach, setReach] = useState<Map<string, RowReach>>(new Map())
  useEffect(() => {
    let over = false
    async function ask() {
      const variables = { filter, first: LIMITS.pageMax }
      const { data } = await client.query({
        query: ReachOfAlertsDocument,
        variables,
        fetchPolicy: 'no-cache',
      })
      const found = data?.alerts.edges.flatMap(({ node }) =>
        node.reach ? [[node.id, node.reach] as const] : [],
      )
      if (found && !over) setReach((before) => new Map([...before, ...found]))
    }
    // Without a network the rows simply do not say it.
    const quietly = () => void ask().catch(() => {})
    if (newest) quietly()
    const timer = newest ? setTimeout(quietly, SETTLE_MS) : undefined
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [client, filter, newest])
  return reach
}
