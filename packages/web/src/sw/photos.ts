import { CacheableResponsePlugin } from 'workbox-cacheable-response'
import { ExpirationPlugin } from 'workbox-expiration'
import { registerRoute } from 'workbox-routing'
import { CacheFirst } from 'workbox-strategies'

/** Emptied at sign-out: what this device may show belongs to who is signed in. */
const PHOTOS_CACHE = 'vigie-photos'

/** Keeps the photos that were looked at, so that the kept feed has them without a network. A photo never changes. */
export function keepPhotos(): void {
  registerRoute(
    ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/api/photos/'),
    new CacheFirst({
      cacheName: PHOTOS_CACHE,
      plugins: [
        new CacheableResponsePlugin({ statuses: [200] }),
        new ExpirationPlugin({ maxEntries: 120, maxAgeSeconds: 14 * 86_400, purgeOnQuotaError: true }),
      ],
    }),
  )
}
