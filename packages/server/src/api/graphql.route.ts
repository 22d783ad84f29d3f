import { ApolloServer } from '@apollo/server'
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify'
import { OUTBOX_CONTRACT_MIN } from '@vigie/schema'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { GraphQLSchema } from 'graphql'
import type { AlertStream } from '../alerts/alert-stream.ts'
import type { StreamContext } from '../alerts/stream-context.ts'
import type { Auth } from '../identity/auth.ts'
import { loadViewer } from '../identity/load-viewer.ts'
import type { App } from '../platform/app.ts'
import { CodedError } from '../platform/errors.ts'
import { webHeaders } from './auth.route.ts'
import { publicError } from './public-error.ts'

/** Serves queries and mutations at `/graphql`. */
export async function registerGraphQL(
  server: FastifyInstance,
  app: App,
  auth: Auth,
  stream: AlertStream,
  schema: GraphQLSchema,
): Promise<void> {
  const apollo = new ApolloServer<StreamContext>({
    schema,
    introspection: app.config.demo,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    plugins: [fastifyApolloDrainPlugin(server)],
    formatError: (formatted, error) => publicError(app, formatted, error),
  })
  await apollo.start()
  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    bodyLimit: 100_000,
    onRequest: async (request) => requireKnownContract(request),
    handler: fastifyApolloHandler(apollo, {
      async context(request): Promise<StreamContext> {
        const viewer = await loadViewer(app, auth, webHeaders(request.headers))
        return { app, stream, viewer, requestId: request.id }
      },
    }),
  })
}

/** An old app is told so by code and keeps its outbox; who sends no version is not an app of ours. */
function requireKnownContract(request: FastifyRequest): void {
  const version = request.headers['x-vigie-contract']
  if (version === undefined || Number(version) >= OUTBOX_CONTRACT_MIN) return
  throw new CodedError('CONTRACT_TOO_OLD', 'Mettez l’application à jour : vos envois sont conservés.')
}
