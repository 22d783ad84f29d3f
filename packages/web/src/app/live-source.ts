import { type ApolloClient, ApolloLink } from '@apollo/client'
import { GraphQLWsLink } from '@apollo/client/link/subscriptions'
import { OUTBOX_CONTRACT_VERSION } from '@vigie/schema'
import { OperationTypeNode } from 'graphql'
import { createClient } from 'graphql-ws'
import type { StreamSource } from '../alerts/live/alert-stream.ts'
import { webSocketSource } from '../alerts/live/stream-source.ts'

/** Teaches `client` to subscribe, over one websocket, and gives the alert stream over it. */
export function openLiveSource(client: ApolloClient): StreamSource {
  const socket = createClient({
    url: `${location.origin.replace('http', 'ws')}/graphql`,
    lazy: true,
    // The stream reconnects by itself, from its newest cursor.
    retryAttempts: 0,
    // Notices a connection that died without a word.
    keepAlive: 15_000,
    connectionParams: { contract: OUTBOX_CONTRACT_VERSION },
  })
  client.setLink(
    ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      new GraphQLWsLink(socket),
      client.link,
    ),
  )
  return webSocketSource(client, socket)
}
