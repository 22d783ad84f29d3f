import type { Plugin } from 'vite'
import { type FirstScreen, firstLoad } from './first-load.ts'

/** All but the one that asks, whose answers everything else waits for. */
const LATER_SCRIPTS = /<script type="module"(?![^>]*\/at-start-)/g

/**
 * Names in index.html what the start address and its words need besides, so that they come with the app and not a
 * round trip after it. Scripts give way to what is painted first: the font.
 */
export function preloadFirstScreen(start: FirstScreen): Plugin {
  return {
    name: 'vigie-preload-first-screen',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const first = firstLoad(bundle, start)
        if (!first) return
        const later = first.all.filter((it) => !first.named.includes(it))
        const links = later.map(
          (it) => `<link rel="modulepreload" fetchpriority="low" crossorigin href="/${it.fileName}">`,
        )
        first.page.source = String(first.page.source)
          .replace(LATER_SCRIPTS, '<script type="module" fetchpriority="low"')
          .replace('</head>', `${links.join('')}</head>`)
      },
    },
  }
}
