import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { App } from '../platform/app.ts'

const WEB = fileURLToPath(new URL('../../../web/dist', import.meta.url))

/** Serves the built PWA, its texts in the brotli form that the build made. Every path without a file is a screen. */
export async function registerWeb(server: FastifyInstance, app: App): Promise<void> {
  if (!existsSync(WEB)) return
  const page = pageOf(app)
  const sendPage = (reply: FastifyReply) =>
    reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page)

  await server.register(fastifyStatic, {
    root: WEB,
    wildcard: false,
    index: false,
    globIgnore: ['index.html', '**/*.br'],
    preCompressed: true,
    cacheControl: false,
    setHeaders(reply, path) {
      // Hashed names never change; the entry points must be asked for each time.
      reply.header(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      )
    },
  })
  server.get('/*', (request, reply) => (NO_SCREEN.test(request.url) ? reply.callNotFound() : sendPage(reply)))
  server.setNotFoundHandler((_request, reply) => reply.code(404).send({ code: 'NOT_FOUND' }))
}

/** What the server answers itself, and files that the build no longer has. */
const NO_SCREEN = /^\/(api|graphql|assets)\b/

/** The one page; it says itself whether this is a demo, so that the first thing painted can say so too. */
function pageOf(app: App): string {
  const page = readFileSync(join(WEB, 'index.html'), 'utf8')
  return app.config.demo ? page.replace('<html ', '<html data-demo ') : page
}
