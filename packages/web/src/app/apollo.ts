import { ApolloClient, CombinedGraphQLErrors, InMemoryCache } from '@apollo/client'
import { ErrorLink } from '@apollo/client/link/error'
import { BaseHttpLink } from '@apollo/client/link/http'
import { OUTBOX_CONTRACT_VERSION } from '@vigie/schema'
import { alertCachePolicies } from '../alerts/live/cache-policies.ts'

/** The app's connection to the server and what it has answered so far. */
export interface DataLayer {
  client: ApolloClient
  cache: ObservedCache
  /** Called whenever the server answers that nobody is signed in. */
  sessionLost: { listener: () => void }
}

/** A cache that tells when it changed, so that it can be kept on this device. */
export class ObservedCache extends InMemoryCache {
  onChange: () => void = () => {}

  override broadcastWatches(...args: Parameters<InMemoryCache['broadcastWatches']>): void {
    super.broadcastWatches(...args)
    // Called once by the parent's constructor, before this field exists.
    this.onChange?.()
  }
}

/**
 * Builds the client: queries over HTTP by `ask`, with the contract's version. `live-source.ts` adds subscriptions.
 */
export function createDataLayer(ask: typeof fetch): DataLayer {
  const cache = new ObservedCache({
    typePolicies: {
      ...alertCachePolicies,
      // One per session, without an id of its own.
      Town: { fields: { boundary: { merge: false }, backdrop: { merge: false } } },
    },
  })
  const http = new BaseHttpLink({
    uri: '/graphql',
    fetch: ask,
    credentials: 'same-origin',
    headers: { 'x-vigie-contract': String(OUTBOX_CONTRACT_VERSION) },
  })
  const sessionLost = { listener: () => {} }
  const watch = new ErrorLink(({ error }) => {
    if (!CombinedGraphQLErrors.is(error)) return
    if (error.errors.some((it) => it.extensions?.code === 'UNAUTHENTICATED')) sessionLost.listener()
  })
  const client = new ApolloClient({
    link: watch.concat(http),
    cache,
    defaultOptions: { watchQuery: { fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' } },
  })
  return { client, cache, sessionLost }
}
