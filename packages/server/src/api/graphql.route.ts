import { ApolloServer } from '@apollo/server'
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify'
import { OUTBOX_CONTRACT_MIN } from '@vigie/schema'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql'
import type { AlertStream } from '../alerts/alert-stream.ts'
import type { StreamContext } from '../alerts/stream-context.ts'
import type { Auth } from '../identity/auth.ts'
import { loadViewer } from '../identity/load-viewer.ts'
import type { App } from '../platform/app.ts'
import { CodedError } from '../platform/errors.ts'
import { webHeaders } from './auth.route.ts'

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
    includeStacktraceInErrorResponses: false,
    plugins: [fastifyApolloDrainPlugin(server)],
    formatError: (formatted, error) => publicError(app, formatted, error),
  })
  await apollo.start()
  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    bodyLimit: 100_000,
    handler: fastifyApolloHandler(apollo, {
      async context(request): Promise<StreamContext> {
        requireKnownContract(request)
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

/** What is ours keeps its code; what the client got wrong is BAD_REQUEST; anything else is a fault and says nothing. */
export function publicError(
  app: App,
  formatted: GraphQLFormattedError,
  error: unknown,
): GraphQLFormattedError {
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error
  if (cause instanceof CodedError) {
    if (cause.detail) app.log.warn({ code: cause.extensions.code, detail: cause.detail }, 'request refused')
    return { ...formatted, message: cause.message, extensions: { ...cause.extensions } }
  }
  const code = String(formatted.extensions?.code ?? '')
  // Without a path nothing was executed yet: the document or its variables do not fit.
  const ofTheRequest = cause instanceof GraphQLError && !cause.path
  if (ofTheRequest || /^(GRAPHQL_|BAD_|OPERATION_|PERSISTED_)/.test(code)) {
    return { ...formatted, extensions: { code: 'BAD_REQUEST', permanent: true } }
  }
  app.log.error({ err: cause }, 'fault')
  if (isUnfit(cause)) return { message: BAD_VALUE, extensions: { code: 'BAD_REQUEST', permanent: true } }
  const away = isUnavailable(cause)
  return {
    message: away
      ? 'Le service est momentanément indisponible : réessayez.'
      : 'Une erreur est survenue : réessayez.',
    extensions: { code: away ? 'UNAVAILABLE' : 'INTERNAL', permanent: false },
  }
}

const BAD_VALUE = 'Cette demande contient une valeur qui ne peut pas être enregistrée.'

/** A value that the database cannot hold (class 22): sent again it would stop a phone's outbox for ever. */
const isUnfit = (error: unknown) => codeOf(error).startsWith('22')

/** The database is away, full or out of connections: nothing was kept, and trying again later is right. */
function isUnavailable(error: unknown): boolean {
  const code = codeOf(error)
  return /^(08|53|57)/.test(code) || ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code)
}

const codeOf = (error: unknown) => String((error as { code?: unknown } | null)?.code ?? '')
