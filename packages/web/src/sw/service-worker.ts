/// <reference lib="webworker" />
import { clientsClaim } from 'workbox-core'
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { isMapFile, keepMap } from './map-files.ts'
import { keepPhotos } from './photos.ts'
import { listenToPush } from './push.ts'
import { listenToSync } from './sync.ts'

declare const self: ServiceWorkerGlobalScope & {
  __WB_MANIFEST: Array<{ url: string; revision: string | null }>
}

cleanupOutdatedCaches()
const files = self.__WB_MANIFEST.filter((it) => typeof it !== 'string')
precacheAndRoute(files.filter((it) => !isMapFile(it)))

// Every screen is the one page, offline too; what the server answers itself is left to it.
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    denylist: [/^\/(graphql|api|healthz|readyz|metrics)(\/|$)/],
  }),
)

// The first visit is controlled at once, so that it works offline without a reload.
clientsClaim()

// A new version waits until the page says that no form is open.
self.addEventListener('message', (event) => {
  if (event.data?.type === 'SKIP_WAITING') void self.skipWaiting()
})

keepMap(files.filter(isMapFile))
keepPhotos()
listenToPush()
listenToSync()
