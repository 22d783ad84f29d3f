import 'reflect-metadata'
import type { Server } from 'node:http'
import compress from '@fastify/compress'
import helmet from '@fastify/helmet'
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { listenForBell } from '../adapters/bus.postgres.ts'
import { AlertStream } from '../alerts/alert-stream.ts'
import { BELL_CHANNEL } from '../alerts/record-event.ts'
import { createAuth } from '../identity/auth.ts'
import type { App } from '../platform/app.ts'
import { newId } from '../platform/ids.ts'
import { sweepTurns } from '../platform/rate-limit.ts'
import { buildApiSchema } from '../schema.ts'
import { registerAuth } from './auth.route.ts'
import { securityHeaders } from './content-security-policy.ts'
import { registerErrors } from './errors.route.ts'
import { registerGraphQL } from './graphql.route.ts'
import { registerHealth } from './health.route.ts'
import { createNetworkOf } from './network.ts'
import { OpenSockets } from './open-sockets.ts'
import { registerPhotos } from './photos.route.ts'
import { createQueryGuard } from './query/query-guard.ts'
import { registerStream } from './stream.route.ts'
import { registerUploads } from './uploads.route.ts'
import { registerWeb } from './web.route.ts'

export interface RunningApi {
  /** Where it listens. */
  url: string
  server: FastifyInstance
  stream: AlertStream
  /** Takes nothing new, finishes what runs, then closes. */
  close(): Promise<void>
}

/** Starts one API process: GraphQL over HTTP and websockets, sign-in, photos, the PWA, health. */
export async function serveApi(app: App, databaseUrl: string): Promise<RunningApi> {
  const schema = await buildApiSchema()
  const networkOf = createNetworkOf(app)
  const guard = createQueryGuard(schema, app.config.introspection)
  const auth = createAuth(app)
  const sockets = new OpenSockets()
  const stream = new AlertStream(app, (revocation) => sockets.close(revocation))
  await stream.start()
  const bell = await listenForBell(databaseUrl, BELL_CHANNEL, app.log, () => stream.ring())

  const log: FastifyBaseLogger = app.log.child({}, { serializers: { req: requestOf } })
  const server: FastifyInstance = fastify({
    loggerInstance: log,
    genReqId: () => newId(),
    logController: new LogController({
      disableRequestLogging: !['debug', 'trace'].includes(app.config.logLevel),
    }),
    trustProxy: app.config.trustProxy,
    forceCloseConnections: 'idle',
  })
  await server.register(helmet, securityHeaders(app.config.publicUrl))
  await server.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] })
  server.addHook('onRequest', async (_request, reply) => {
    reply.raw.setHeader('permissions-policy', PERMISSIONS_POLICY)
  })
  server.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  // A form of another site can send text without asking first; nothing here is sent as text.
  server.removeContentTypeParser('text/plain')
  const sweep = setInterval(() => void sweepTurns(app).catch(() => undefined), SWEEP_MS)
  server.addHook('onClose', async () => clearInterval(sweep))
  registerErrors(server, app)
  registerHealth(server, app, stream)
  registerAuth(server, app, auth, networkOf)
  registerPhotos(server, app, auth)
  await registerUploads(server, app, auth)
  await registerGraphQL(server, app, auth, stream, schema, guard, networkOf)
  await registerWeb(server, app)
  const live = registerStream(server.server as Server, app, auth, stream, sockets, schema, guard, networkOf)
  const url = await server.listen({ port: app.config.port, host: app.config.host })
  return {
    url,
    server,
    stream,
    async close() {
      await bell.close()
      await stream.stop()
      await live.dispose()
      // A connection that has begun a request and never ends it would be waited for as long as it likes.
      const cut = setTimeout(() => server.server.closeAllConnections(), FINISH_MS)
      await server.close()
      clearTimeout(cut)
    },
  }
}

/** Milliseconds that requests have to be finished in, once the process is to end. */
const FINISH_MS = 10_000

/** The phone's position and camera are for our own pages; nothing else is for anybody. */
const PERMISSIONS_POLICY = [
  'geolocation=(self)',
  'camera=(self)',
  ...['microphone', 'payment', 'usb', 'serial', 'midi', 'display-capture', 'browsing-topics'].map(
    (it) => `${it}=()`,
  ),
].join(', ')

/** Milliseconds between two looks for used-up rate limits that are free again. */
const SWEEP_MS = 3_600_000

/** What a log line says of a request: no address, no query, nothing personal. */
const requestOf = (request: { method: string; url: string }) => ({
  method: request.method,
  path: request.url.split('?')[0],
})
