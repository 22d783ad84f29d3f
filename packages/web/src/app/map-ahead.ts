import type { ApolloClient } from '@apollo/client'
import { KEEP_MAP } from '../alerts/map/keep-map.ts'
import { TownMapDocument } from '../gen/graphql.ts'

/** Milliseconds after the start from which nothing that is waited for is on its way any more. */
const SETTLED_MS = 10_000

/** Once nothing else is loading, fetches what a map without a network needs; not for who saves data. Quiet. */
export function fetchMapAhead(client: ApolloClient): void {
  if (savesData()) return
  setTimeout(async () => {
    try {
      const { active } = await navigator.serviceWorker.ready
      await client.query({ query: TownMapDocument, fetchPolicy: 'cache-first' })
      active?.postMessage({ type: KEEP_MAP })
    } catch {
      // Whoever opens a map fetches it then.
    }
  }, SETTLED_MS)
}

/** Asked for in the browser's settings, or a network on which half a megabyte is much. */
function savesData(): boolean {
  if (!hasConnection(navigator)) return false
  const { saveData, effectiveType } = navigator.connection
  return saveData === true || (effectiveType !== undefined && effectiveType !== '4g')
}

/** Not in the DOM's types: only Chromium has it. */
interface WithConnection {
  connection: { saveData?: boolean; effectiveType?: string }
}

function hasConnection(it: Navigator): it is Navigator & WithConnection {
  return 'connection' in it
}
