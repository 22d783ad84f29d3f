import type { ApolloClient } from '@apollo/client'
import { refreshSubscription } from '../notifications/push-subscription.ts'
import { fetchMapAhead } from './map-ahead.ts'
import { renewSession } from './renew-session.ts'

/** What is done for somebody who is signed in, and nobody waits for. Quiet: the next start does it again. */
export function onceSignedIn(client: ApolloClient): void {
  void refreshSubscription()
  void renewSession()
  fetchMapAhead(client)
}
