import type { FieldPolicy, Reference, TypePolicies } from '@apollo/client/cache'

interface StoredList {
  edges?: readonly { node: Reference }[]
  pageInfo?: { hasNextPage: boolean; endCursor: string | null }
}

/** How lists of alerts and of comments grow in the cache; handed to Apollo where it is made. */
export const alertCachePolicies: TypePolicies = {
  Query: {
    fields: {
      alerts: list(['filter']),
      myAlerts: list(false),
    },
  },
  Alert: {
    fields: {
      comments: list(false),
      // Nested values without an id are replaced whole; every operation asks for all of their fields.
      position: { merge: false },
      photos: { merge: false },
      handling: { merge: false },
    },
  },
}

function list(keyArgs: FieldPolicy['keyArgs']): FieldPolicy<StoredList> {
  return {
    keyArgs,
    merge: (before, incoming, { args }) => mergeList(before, incoming, args?.after ?? null),
  }
}

/**
 * A following page is appended without repeats. A fresh first page replaces the head of the list and keeps the tail
 * that was loaded below it, so that a reader who comes back finds the place where they were.
 */
export function mergeList<List extends StoredList>(
  before: List | undefined,
  incoming: List,
  after: string | null,
): List {
  // Only the cursor was written.
  if (!incoming.edges) return { ...before, ...incoming }
  const had = before?.edges ?? []
  if (after !== null) {
    const known = new Set(had.map((edge) => edge.node.__ref))
    const fresh = incoming.edges.filter((edge) => !known.has(edge.node.__ref))
    return { ...before, ...incoming, edges: [...had, ...fresh] }
  }
  const lastRef = incoming.edges.at(-1)?.node.__ref
  const joint = had.findLastIndex((edge) => edge.node.__ref === lastRef)
  if (joint < 0 || joint === had.length - 1) return incoming
  return { ...incoming, edges: [...incoming.edges, ...had.slice(joint + 1)], pageInfo: before?.pageInfo }
}
