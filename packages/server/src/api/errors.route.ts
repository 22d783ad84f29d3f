import type { FastifyError, FastifyInstance } from 'fastify'
import type { App } from '../platform/app.ts'
import { CodedError } from '../platform/errors.ts'
import { publicError } from './public-error.ts'

/** What is refused before a route sees it, and what a route throws: in GraphQL's shape where GraphQL is spoken. */
export function registerErrors(server: FastifyInstance, app: App): void {
  server.setErrorHandler((error: FastifyError | CodedError, request, reply) => {
    const status = error instanceof CodedError ? 400 : ((error as FastifyError).statusCode ?? 500)
    const refused = status < 500 && !(error instanceof CodedError)
    const shown = refused
      ? { message: error.message, extensions: { code: 'BAD_REQUEST', permanent: true } }
      : publicError(app, { message: '' }, error)
    const { code, retryAfter } = shown.extensions ?? {}
    if (retryAfter) reply.header('retry-after', String(retryAfter))
    const graphql = request.url.split('?')[0] === '/graphql'
    return reply
      .code(STATUS[String(code)] ?? status)
      .send(graphql ? { errors: [shown] } : { message: shown.message, ...shown.extensions })
  })
}

/** What a proxy or a browser should know without reading the answer; any other refusal is a 400. */
const STATUS: Record<string, number> = { FORBIDDEN: 403, RATE_LIMITED: 429, UNAVAILABLE: 503 }
