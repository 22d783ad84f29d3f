import { CacheableResponsePlugin } from 'workbox-cacheable-response'
import { registerRoute } from 'workbox-routing'
import { CacheFirst } from 'workbox-strategies'
import { KEEP_MAP } from '../alerts/map/keep-map.ts'

declare const self: ServiceWorkerGlobalScope

const MAP_CACHE = 'vigie-map'

/** The map's library and its worker: larger than all the rest of the app, which needs neither to be installed. */
export const isMapFile = ({ url }: { url: string }) => url.startsWith('assets/maplibre-')

/**
 * Keeps the map's `files` when they are first used, or all of them when a page has time and says so; what an earlier
 * app had of them goes.
 */
export function keepMap(files: readonly { url: string }[]): void {
  const urls = files.map(({ url }) => new URL(url, self.location.origin).href)
  const route = new CacheFirst({
    cacheName: MAP_CACHE,
    plugins: [new CacheableResponsePlugin({ statuses: [200] })],
  })
  registerRoute(({ url }) => urls.includes(url.href), route)
  self.addEventListener('message', (event) => {
    if (event.data?.type !== KEEP_MAP) return
    // Without a network the next occasion does it.
    const kept = urls.map((url) => route.handle({ event, request: new Request(url) }).catch(() => {}))
    event.waitUntil(Promise.all(kept))
  })
  self.addEventListener('activate', (event) => event.waitUntil(forgetOthers(urls)))
}

async function forgetOthers(urls: readonly string[]): Promise<void> {
  const cache = await caches.open(MAP_CACHE)
  for (const request of await cache.keys()) if (!urls.includes(request.url)) await cache.delete(request)
}
