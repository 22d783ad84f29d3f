import type { ApolloClient } from '@apollo/client'
import { STREAM_CLOSE } from '@vigie/schema'
import type { Client } from 'graphql-ws'
import * as v from 'valibot'
import { AlertStreamDocument } from '../../gen/graphql.ts'
import type { StreamSource } from './alert-stream.ts'

const CloseEvent = v.object({ code: v.number() })
/** A server that lives answers a ping within this; behind a dead connection nobody does. */
const PONG_MS = 5000
const SESSION_OVER: readonly number[] = [STREAM_CLOSE.UNAUTHENTICATED, STREAM_CLOSE.FORBIDDEN]

/**
 * The alert stream over the app's websocket. The socket itself must not retry: `createAlertStream` reconnects, each
 * time after the newest cursor, where the socket would resume after the one it began with.
 */
export function webSocketSource(client: ApolloClient, socket: Client): StreamSource {
  return {
    open(after, sink) {
      let over = false
      let sessionOver = false
      const end = () => {
        if (over) return
        over = true
        stop()
        sink.closed(sessionOver)
      }
      let unanswered: ReturnType<typeof setTimeout> | undefined
      const drop = () => socket.terminate()
      window.addEventListener('offline', drop)
      const forget = [
        () => window.removeEventListener('offline', drop),
        () => clearTimeout(unanswered),
        socket.on('ping', (received) => {
          if (!received) unanswered = setTimeout(drop, PONG_MS)
        }),
        socket.on('pong', () => clearTimeout(unanswered)),
        socket.on('connected', () => !over && sink.opened()),
        socket.on('closed', (event) => {
          const parsed = v.safeParse(CloseEvent, event)
          sessionOver = parsed.success && SESSION_OVER.includes(parsed.output.code)
          end()
        }),
      ]
      const subscription = client
        .subscribe({ query: AlertStreamDocument, variables: { after }, fetchPolicy: 'no-cache' })
        .subscribe({
          next({ data, error }) {
            if (over) return
            if (data) {
              // A socket that was open already tells of no new connection.
              sink.opened()
              sink.item(data.alertStream)
            }
            // The socket's own close comes right behind and says why.
            else if (error) setTimeout(end)
          },
          error: () => setTimeout(end),
          complete: () => setTimeout(end),
        })
      function stop() {
        over = true
        for (const off of forget) off()
        subscription.unsubscribe()
      }
      return stop
    },
  }
}
