import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../platform/app.ts'
import { policyOfPage } from './content-security-policy.ts'

const WEB = fileURLToPath(new URL('../../../web/dist', import.meta.url))

/** Serves the built PWA, its texts in the brotli form that the build made. Every path without a file is a screen. */
export async function registerWeb(server: FastifyInstance, app: App): Promise<void> {
  if (!existsSync(WEB)) return
  const page = pageOf(app)
  const drawn = drawnOn(page)
  const headers = { 'cache-control': 'no-cache', 'content-security-policy': policyOfPage(page) }
  const sendPage = (request: FastifyRequest, reply: FastifyReply) =>
    reply
      .headers(headers)
      .type('text/html; charset=utf-8')
      .send(drawn(request) ?? page)

  await server.register(fastifyStatic, {
    root: WEB,
    wildcard: false,
    index: false,
    globIgnore: ['index.html', 'first-words.json', '**/*.br'],
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
  server.get('/*', (request, reply) =>
    NO_SCREEN.test(request.url) ? reply.callNotFound() : sendPage(request, reply),
  )
  server.setNotFoundHandler((_request, reply) => reply.code(404).send({ code: 'NOT_FOUND' }))
}

/** What the server answers itself, and files that the build no longer has. */
const NO_SCREEN = /^\/(api|graphql|assets)\b/

/** The one page; it says itself whether this is a demo, so that the first thing painted can say so too. */
function pageOf(app: App): string {
  const page = readFileSync(join(WEB, 'index.html'), 'utf8')
  return app.config.demo ? page.replace('<html ', '<html data-demo ') : page
}

type Locale = 'fr' | 'en'

/** The page with the first words that the build drew of the asked screen, in the reader's language; else nothing. */
function drawnOn(page: string): (request: FastifyRequest) => string | undefined {
  const words: Record<Locale, Record<string, string>> = JSON.parse(
    readFileSync(join(WEB, 'first-words.json'), 'utf8'),
  )
  const drawn = (locale: Locale) =>
    new Map(
      Object.entries(words[locale]).map(([address, markup]) => [
        address,
        page.replace('lang="fr"', `lang="${locale}"`).replace(BOOT, () => `<div id="root">${markup}</div>`),
      ]),
    )
  const pages = { fr: drawn('fr'), en: drawn('en') }
  return (request) => pages[localeOf(request.headers['accept-language'])].get(request.url.replace(/\?.*/, ''))
}

/** What the page shows where nothing was drawn. */
const BOOT = /<div id="root">.*?<\/div>/s

/** As the app chooses it: the first of the browser's languages that there is, else French. */
function localeOf(acceptLanguage = ''): Locale {
  return /\b(fr|en)\b/i.exec(acceptLanguage)?.[1]?.toLowerCase() === 'en' ? 'en' : 'fr'
}
