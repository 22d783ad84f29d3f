import type { IncomingMessage, Server } from 'node:http'
import { STREAM_CLOSE } from '@vigie/schema'
import { type ExecutionArgs, GraphQLError, type GraphQLSchema, parse } from 'graphql'
import { useServer } from 'graphql-ws/use/ws'
import { type WebSocket, WebSocketServer } from 'ws'
import type { AlertStream } from '../alerts/alert-stream.ts'
import type { Revocation } from '../alerts/stream.reads.ts'
import type { StreamContext } from '../alerts/stream-context.ts'
import type { Auth } from '../identity/auth.ts'
import { loadViewer } from '../identity/load-viewer.ts'
import type { Viewer } from '../identity/viewer.ts'
import type { App } from '../platform/app.ts'
import { CodedError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { webHeaders } from './auth.route.ts'
import { isOwnOrigin } from './origin.ts'
import { publicError } from './public-error.ts'
import type { QueryGuard } from './query/query-guard.ts'
import { subscribeShared } from './shared-execution.ts'

/** Longest delay that a Node timer takes. */
const TIMER_MAX_MS = 2 ** 31 - 1

/** Come back soon (RFC 6455, IANA registry): clients take 4500 for a fault and stay away. */
const SERVICE_RESTART = 1012

/** The open sockets of this process, by session and person, so that a lost right closes them at once. */
export class OpenSockets {
  readonly #sockets = new Map<WebSocket, Viewer>()
  /** For each socket that is being let in: what was revoked since it was asked who it is. */
  readonly #arriving = new Set<Revocation[]>()

  /** Lets in whom `load` knows, unless the right was lost while it read. */
  async admit(socket: WebSocket, load: () => Promise<Viewer | null>): Promise<void> {
    const meanwhile: Revocation[] = []
    this.#arriving.add(meanwhile)
    try {
      const viewer = await load()
      if (!viewer) socket.close(STREAM_CLOSE.UNAUTHENTICATED, 'Sign in first')
      else if (meanwhile.some((it) => concerns(it, viewer))) forbid(socket)
      else this.#add(socket, viewer)
    } finally {
      this.#arriving.delete(meanwhile)
    }
  }

  #add(socket: WebSocket, viewer: Viewer): void {
    this.#sockets.set(socket, viewer)
    const left = Math.min(viewer.sessionExpiresAt.getTime() - Date.now(), TIMER_MAX_MS)
    const expiry = setTimeout(() => socket.close(STREAM_CLOSE.UNAUTHENTICATED, 'Session expired'), left)
    socket.once('close', () => {
      clearTimeout(expiry)
      this.#sockets.delete(socket)
    })
  }

  viewerOf(socket: WebSocket): Viewer | null {
    return this.#sockets.get(socket) ?? null
  }

  close(revocation: Revocation): void {
    for (const meanwhile of this.#arriving) meanwhile.push(revocation)
    for (const [socket, viewer] of this.#sockets) {
      if (!concerns(revocation, viewer)) continue
      this.#sockets.delete(socket)
      forbid(socket)
    }
  }
}

const concerns = ({ sessionId, personId }: Revocation, viewer: Viewer) =>
  viewer.sessionId === sessionId || viewer.personId === personId

const forbid = (socket: WebSocket) => socket.close(STREAM_CLOSE.FORBIDDEN, 'Session or right revoked')

/** Serves the alert stream at `/graphql` over websockets (graphql-transport-ws). */
export function registerStream(
  http: Server,
  app: App,
  auth: Auth,
  stream: AlertStream,
  sockets: OpenSockets,
  schema: GraphQLSchema,
  guard: QueryGuard,
): { dispose(): Promise<void> } {
  const wss = new WebSocketServer({ noServer: true, maxPayload: 100_000 })
  const { publicUrl, publicUrlGiven } = app.config
  http.on('upgrade', (request: IncomingMessage, socket, head) => {
    const path = request.url?.split('?')[0]
    if (path !== '/graphql' || !isOwnOrigin(request.headers, publicUrl, publicUrlGiven)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    wss.handleUpgrade(request, socket, head, (opened) => wss.emit('connection', opened, request))
  })
  const shown = (errors: readonly GraphQLError[]) => errors.map((it) => publicError(app, it.toJSON(), it))
  const server = useServer(
    {
      schema,
      // What goes wrong inside is for the log, not for the reason of a close.
      isProd: true,
      connectionInitWaitTimeout: 5_000,
      async onConnect(context) {
        const { socket, request } = context.extra
        await sockets.admit(socket, () => loadViewer(app, auth, webHeaders(request.headers)))
      },
      context(context): StreamContext {
        return { app, stream, viewer: sockets.viewerOf(context.extra.socket), requestId: newId() }
      },
      onSubscribe: (_context, _id, { query }) => refusalOf(query, guard),
      subscribe: (args) => subscribeShared(args as ExecutionArgs),
      // Queries and mutations have their own way in, with its own rules.
      execute: () => ({ errors: [new CodedError('BAD_REQUEST', 'Only subscriptions are served here.')] }),
      onNext: (_context, _id, _payload, _args, { errors, ...result }) =>
        errors && { ...result, errors: shown(errors) },
      onError: (_context, _id, _payload, errors) => shown(errors),
    },
    wss,
    12_000,
  )
  return {
    async dispose() {
      for (const client of wss.clients) client.close(SERVICE_RESTART, 'Server restarts')
      await server.dispose()
    },
  }
}

/** A document that does not parse is the client's error; unanswered it would count as our fault. */
function refusalOf(document: string, guard: QueryGuard): GraphQLError[] | undefined {
  try {
    guard(document)
    parse(document)
    return undefined
  } catch (error) {
    return [error instanceof GraphQLError ? error : new GraphQLError(String(error))]
  }
}
