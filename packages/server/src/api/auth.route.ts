import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Auth } from '../identity/auth.ts'
import type { App } from '../platform/app.ts'
import { isOwnOrigin } from './origin.ts'

/** The request's headers as the web platform knows them. */
export function webHeaders(headers: FastifyRequest['headers']): Headers {
  const web = new Headers()
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) web.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  return web
}

/** Hands `/api/auth/*` to better-auth. */
export function registerAuth(server: FastifyInstance, app: App, auth: Auth): void {
  server.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    bodyLimit: 16_384,
    async handler(request, reply) {
      const { publicUrl, publicUrlGiven } = app.config
      if (!isOwnOrigin(request.headers, publicUrl, publicUrlGiven)) {
        return reply.code(403).send({ code: 'FORBIDDEN', message: 'Cross-site request refused.' })
      }
      const headers = webHeaders(request.headers)
      headers.delete('content-length')
      // The origin was checked above; better-auth knows just one, and would have even an app name it.
      headers.set('origin', new URL(publicUrl).origin)
      const answer = await auth.handler(
        new Request(new URL(request.url, publicUrl), {
          method: request.method,
          headers,
          ...(request.method === 'POST' ? { body: JSON.stringify(request.body ?? {}) } : {}),
        }),
      )
      reply.code(answer.status)
      answer.headers.forEach((value, name) => {
        if (name !== 'set-cookie') reply.header(name, value)
      })
      const cookies = answer.headers.getSetCookie()
      if (cookies.length > 0) reply.header('set-cookie', cookies)
      return reply.send(answer.body ? Buffer.from(await answer.arrayBuffer()) : null)
    },
  })
}
