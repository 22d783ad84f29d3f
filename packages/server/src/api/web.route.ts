import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const WEB = fileURLToPath(new URL('../../../web/dist', import.meta.url))

/** Serves the built PWA. Every path without a file is a screen of the app. */
export async function registerWeb(server: FastifyInstance): Promise<void> {
  if (!existsSync(WEB)) return
  await server.register(fastifyStatic, {
    root: WEB,
    wildcard: false,
    cacheControl: false,
    setHeaders(reply, path) {
      // Hashed names never change; the entry points must be asked for each time.
      reply.header(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      )
    },
  })
  server.setNotFoundHandler((request, reply) => {
    const screen = ['GET', 'HEAD'].includes(request.method) && !/^\/(api|graphql|assets)\b/.test(request.url)
    if (!screen) return reply.code(404).send({ code: 'NOT_FOUND' })
    return reply.header('cache-control', 'no-cache').sendFile('index.html')
  })
}
