import { ApolloServer } from '@apollo/server'
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled'
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify'
import { OUTBOX_CONTRACT_MIN, OUTBOX_CONTRACT_VERSION } from '@vigie/schema'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { GraphQLSchema } from 'graphql'
import * as v from 'valibot'
import type { AlertStream } from '../alerts/alert-stream.ts'
import type { StreamContext } from '../alerts/stream-context.ts'
import type { Auth } from '../identity/auth.ts'
import { asViewer } from '../identity/context.ts'
import { turnsOf } from '../identity/limit-rate.ts'
import { loadViewer } from '../identity/load-viewer.ts'
import type { Viewer } from '../identity/viewer.ts'
import type { App } from '../platform/app.ts'
import { CodedError } from '../platform/errors.ts'
import type { NetworkOf } from './network.ts'
import { isOwnOrigin } from './origin.ts'
import { publicError } from './public-error.ts'
import type { QueryGuard } from './query/query-guard.ts'
import { createShortWay } from './query/short-way.ts'

/** Serves queries and mutations at `/graphql`. */
export async function registerGraphQL(
  server: FastifyInstance,
  app: App,
  auth: Auth,
  stream: AlertStream,
  schema: GraphQLSchema,
  guard: QueryGuard,
  networkOf: NetworkOf,
): Promise<void> {
  const apollo = new ApolloServer<StreamContext>({
    schema,
    introspection: app.config.introspection,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    // Its cache control would put a function around every plain field, and nothing here may be cached by others.
    plugins: [fastifyApolloDrainPlugin(server), ApolloServerPluginCacheControlDisabled()],
    formatError: (formatted, error) => publicError(app, formatted, error),
  })
  await apollo.start()
  /** Who sent the requests that reached the executor, and what they pay. */
  const asking = new WeakMap<FastifyRequest, { viewer: Viewer | null; turns: ReturnType<typeof turnsOf> }>()
  const contextOf = (request: FastifyRequest, way: 'first' | 'again'): StreamContext => {
    const known = asking.get(request)
    if (!known) throw new Error('a request is executed before it is known who asks')
    const { viewer, turns } = known
    return { app, stream, viewer, requestId: request.id, takeTurn: turns[way] }
  }
  const shortWay = createShortWay(schema, (request) => contextOf(request, 'first'))
  const longWay = fastifyApolloHandler(apollo, { context: async (request) => contextOf(request, 'again') })
  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    bodyLimit: 100_000,
    onRequest: async (request) => {
      requireOwnPage(request, app)
      requireKnownContract(request)
    },
    preHandler: async (request) => requireFairQuery(request, guard),
    onSend: async (request, reply) => {
      if (reply.statusCode === 400 && asking.has(request) && knowsOnlyJson(request)) reply.code(200)
    },
    async handler(request, reply) {
      const viewer = await loadViewer(app, auth, request.headers)
      const turns = turnsOf(app, viewer?.personId ?? null, () => networkOf(request.raw))
      asking.set(request, { viewer, turns })
      return asViewer(viewer, async () => {
        const answer = await shortWay(request)
        if (!answer) return longWay.call(server, request, reply)
        return reply
          .header('content-type', answer.mediaType)
          .header('cache-control', 'no-store')
          .send(answer.body)
      })
    },
  })
}

/** Another site's page may send a browser here with its cookies; it gets no further. */
function requireOwnPage({ headers }: FastifyRequest, { config }: App): void {
  if (isOwnOrigin(headers, config.publicUrl, config.publicUrlGiven)) return
  throw new CodedError('FORBIDDEN', 'Cette demande vient d’un autre site.')
}

/** One document per request, within the limits. A request without any is the executor's to refuse. */
function requireFairQuery({ body, query }: FastifyRequest, guard: QueryGuard): void {
  if (Array.isArray(body)) {
    throw new CodedError('BAD_REQUEST', 'Une seule opération par requête\u202F: les lots ne sont pas admis.')
  }
  for (const given of [body, query]) {
    const asked = v.safeParse(Asked, given)
    if (asked.success) guard(asked.output.query)
  }
}

/**
 * Who asks for `application/json` alone gets 200 for whatever GraphQL itself refuses: such a client cannot tell
 * our 400 from a proxy's (GraphQL over HTTP, section 6.4.1).
 */
function knowsOnlyJson({ headers: { accept = '' } }: FastifyRequest): boolean {
  return accept.includes('application/json') && !accept.includes('application/graphql-response+json')
}

const Asked = v.object({ query: v.string() })

/**
 * An old app is told so by code and keeps its outbox. A newer one waits: what this server does not understand it
 * would refuse for good. Who sends no version is not an app of ours.
 */
function requireKnownContract(request: FastifyRequest): void {
  const named = request.headers['x-vigie-contract']
  if (named === undefined) return
  const version = Number(named)
  if (version > OUTBOX_CONTRACT_VERSION) {
    throw new CodedError(
      'CONTRACT_TOO_NEW',
      'Vigie se met à jour\u202F: vos envois sont conservés et partiront ensuite.',
    )
  }
  if (version >= OUTBOX_CONTRACT_MIN) return
  throw new CodedError('CONTRACT_TOO_OLD', 'Mettez l’application à jour : vos envois sont conservés.')
}
