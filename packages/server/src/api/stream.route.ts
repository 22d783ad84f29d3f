import type { IncomingMessage, Server } from 'node:http'
import { STREAM_CLOSE, SUBSCRIPTIONS_MAX } from '@vigie/schema'
import { type ExecutionArgs, GraphQLError, type GraphQLSchema } from 'graphql'
import { useServer } from 'graphql-ws/use/ws'
import * as v from 'valibot'
import { type WebSocket, WebSocketServer } from 'ws'
import type { AlertStream } from '../alerts/alert-stream.ts'
import type { StreamContext } from '../alerts/stream-context.ts'
import type { Auth } from '../identity/auth.ts'
import { limitRate, turnsOf } from '../identity/limit-rate.ts'
import { loadViewer } from '../identity/load-viewer.ts'
import type { App } from '../platform/app.ts'
import { CodedError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { keepAlive } from './keep-alive.ts'
import type { NetworkOf } from './network.ts'
import type { OpenSockets } from './open-sockets.ts'
import { isOwnOrigin } from './origin.ts'
import { publicError } from './public-error.ts'
import { ParsedDocuments } from './query/parsed-documents.ts'
import type { QueryGuard } from './query/query-guard.ts'
import { type Line, subscribeShared } from './shared-execution.ts'

/** Come back soon (RFC 6455, IANA registry): clients take 4500 for a fault and stay away. */
const SERVICE_RESTART = 1012

interface SocketContext extends StreamContext {
  line: Line
}

/** Serves the alert stream at `/graphql` over websockets (graphql-transport-ws). */
export function registerStream(
  http: Server,
  app: App,
  auth: Auth,
  stream: AlertStream,
  sockets: OpenSockets,
  schema: GraphQLSchema,
  guard: QueryGuard,
  networkOf: NetworkOf,
): { dispose(): Promise<void> } {
  const wss = new WebSocketServer({ noServer: true, maxPayload: 100_000 })
  const { publicUrl, publicUrlGiven } = app.config
  http.on('upgrade', (request: IncomingMessage, socket, head) => {
    // Node hands the socket over without a listener: a reset on the way would end the process.
    socket.on('error', () => socket.destroy())
    const path = request.url?.split('?')[0]
    if (path !== '/graphql' || !isOwnOrigin(request.headers, publicUrl, publicUrlGiven)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    wss.handleUpgrade(request, socket, head, (opened) => wss.emit('connection', opened, request))
  })
  wss.on('connection', (socket) => {
    // What comes after the first error of a connection that is being closed is nobody's concern.
    socket.on('error', () => undefined)
  })
  const shown = (errors: readonly GraphQLError[]) => errors.map((it) => publicError(app, it.toJSON(), it))
  const paidFor = new WeakSet<WebSocket>()
  const takeSubscription = async (socket: WebSocket, request: IncomingMessage, open: number) => {
    if (open > SUBSCRIPTIONS_MAX) {
      throw new CodedError('RATE_LIMITED', 'Trop d’abonnements sur une connexion.', undefined, {
        retryAfter: 60,
      })
    }
    // The first one was paid for with the connection.
    if (!paidFor.has(socket)) return void paidFor.add(socket)
    await limitRate(app, 'stream', sockets.viewerOf(socket)?.personId ?? null, networkOf(request))
  }
  const documents = new ParsedDocuments()
  const server = useServer(
    {
      schema,
      // What goes wrong inside is for the log, not for the reason of a close.
      isProd: true,
      connectionInitWaitTimeout: 5_000,
      jsonMessageReviver: refuseServersWords,
      async onConnect(context) {
        const { socket, request } = context.extra
        const network = networkOf(request)
        const load = async () => {
          const viewer = await loadViewer(app, auth, request.headers)
          await limitRate(app, 'stream', viewer?.personId ?? null, network)
          return viewer
        }
        await sockets.admit(socket, load).catch((error: unknown) => turnAway(socket, error))
      },
      context({ extra: { socket, request } }, id): SocketContext {
        const viewer = sockets.viewerOf(socket)
        const { first: takeTurn } = turnsOf(app, viewer?.personId ?? null, () => networkOf(request))
        return { app, stream, viewer, requestId: newId(), takeTurn, line: { id, socket } }
      },
      parse: (source) => documents.parse(String(source)),
      validate: (_schema, document) => documents.validate(schema, document),
      async onSubscribe({ extra: { socket, request }, subscriptions }, _id, { query }) {
        try {
          guard(query)
          // What does not parse is the client's error; unanswered it would count as our fault.
          documents.parse(query)
          await takeSubscription(socket, request, Object.keys(subscriptions).length)
          return undefined
        } catch (error) {
          return [error instanceof GraphQLError ? error : new GraphQLError(String(error))]
        }
      },
      subscribe: (args) => subscribeShared(args as ExecutionArgs, (args.contextValue as SocketContext).line),
      // Queries and mutations have their own way in, with its own rules.
      execute: () => ({ errors: [new CodedError('BAD_REQUEST', 'Only subscriptions are served here.')] }),
      onNext: (_context, _id, _payload, _args, { errors, ...result }) =>
        errors && { ...result, errors: shown(errors) },
      onError: (_context, _id, _payload, errors) => shown(errors),
    },
    wss,
    0,
  )
  const stopPings = keepAlive(wss)
  return {
    async dispose() {
      stopPings()
      for (const client of wss.clients) client.close(SERVICE_RESTART, 'Server restarts')
      await server.dispose()
    },
  }
}

const ServersWords = v.object({ type: v.picklist(['connection_ack', 'next', 'error']) })

/** A client that says what only a server says is wrong (4400); unrefused it would count as our fault (4500). */
function refuseServersWords(key: string, value: unknown): unknown {
  if (key === '' && v.is(ServersWords, value)) throw new SyntaxError('only a server says that')
  return value
}

/** Closes the door on whom the rate limit refuses; any other fault is the protocol's to answer. */
function turnAway(socket: WebSocket, error: unknown): void {
  if (!(error instanceof CodedError) || error.extensions.code !== 'RATE_LIMITED') throw error
  socket.close(STREAM_CLOSE.TOO_MANY, `Too many connections: wait ${error.extensions.retryAfter} s`)
}
