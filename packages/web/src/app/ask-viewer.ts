import type { ApolloClient } from '@apollo/client'
import { CurrentViewerDocument } from '../gen/graphql.ts'
import { PATIENCE_MS } from './patience.ts'
import type { Viewer } from './session.tsx'

/** Asks the server who is signed in; null is nobody. Errors: no network, or no answer in `patienceMs`. */
export async function askViewer(client: ApolloClient, patienceMs = PATIENCE_MS): Promise<Viewer | null> {
  const { data } = await client.query({
    query: CurrentViewerDocument,
    fetchPolicy: 'network-only',
    errorPolicy: 'none',
    context: { fetchOptions: { signal: AbortSignal.timeout(patienceMs) } },
  })
  return data?.viewer ?? null
}
