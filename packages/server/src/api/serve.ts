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
import { buildApiSchema } from '../schema.ts'
import { registerAuth } from './auth.route.ts'
import { registerErrors } from './errors.route.ts'
import { registerGraphQL } from './graphql.route.ts'
import { registerHealth } from './health.route.ts'
import { registerPhotos } from './photos.route.ts'
import { createQueryGuard } from './query/query-guard.ts'
import { OpenSockets, registerStream } from './stream.route.ts'
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
    logController: new LogController({ disableRequestLogging: app.config.logLevel !== 'debug' }),
    trustProxy: false,
    forceCloseConnections: 'idle',
  })
  await server.register(helmet, {
    contentSecurityPolicy: { directives: CONTENT_SECURITY_POLICY, useDefaults: false },
  })
  await server.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] })
  server.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  registerErrors(server, app)
  registerHealth(server, app, stream)
  registerAuth(server, app, auth)
  registerPhotos(server, app, auth)
  await registerUploads(server, app, auth)
  await registerGraphQL(server, app, auth, stream, schema, guard)
  await registerWeb(server)
  const live = registerStream(server.server as Server, app, auth, stream, sockets, schema, guard)
  const url = await server.listen({ port: app.config.port, host: app.config.host })
  return {
    url,
    server,
    stream,
    async close() {
      await bell.close()
      stream.stop()
      await live.dispose()
      await server.close()
    },
  }
}

/** Nothing from anywhere else, ever. MapLibre needs its worker and its inline-free blob images. */
const CONTENT_SECURITY_POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'blob:', 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  workerSrc: ["'self'", 'blob:'],
  manifestSrc: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
}

/** What a log line says of a request: no address, no query, nothing personal. */
const requestOf = (request: { method: string; url: string }) => ({
  method: request.method,
  path: request.url.split('?')[0],
})
