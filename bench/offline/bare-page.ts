import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Page } from 'playwright-core'

/** The same screen without an app: one file of HTML and styles that a service worker gives out of its cache. */
export interface BarePage {
  url: string
  /** Its size, in kB. */
  kilobytes: number
  stop(): Promise<void>
}

const SERVICE_WORKER = `
  self.addEventListener('install', (event) => {
    event.waitUntil(caches.open('page').then((cache) => cache.add('/')))
  })
  self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
  self.addEventListener('fetch', (event) => event.respondWith(caches.match('/')))
`

/** Serves what stands on the screen of `page` now, at an origin of its own; the page itself is spent by it. */
export async function serveBarePage(page: Page): Promise<BarePage> {
  const html = await page.evaluate(() => {
    const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((it) => it.cssText))
    // Neither scripts, which make the app, nor pictures, which belong to its origin.
    for (const element of document.querySelectorAll('script, link, img')) element.remove()
    const style = document.createElement('style')
    style.textContent = rules.join('\n')
    document.head.append(style)
    return `<!doctype html>${document.documentElement.outerHTML}`
  })
  const register = '<script>navigator.serviceWorker.register("/sw.js")</script>'
  const server = createServer((request, response) => {
    const worker = request.url === '/sw.js'
    response.setHeader('content-type', worker ? 'text/javascript' : 'text/html; charset=utf-8')
    response.end(worker ? SERVICE_WORKER : html + register)
  })
  server.listen(0)
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `http://localhost:${typeof address === 'object' && address ? address.port : 0}`,
    kilobytes: html.length / 1000,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
