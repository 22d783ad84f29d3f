import type { Plugin } from 'vite'
import { type FirstScreen, firstLoad } from './first-load.ts'

/**
 * Names in index.html what the start address and its words need besides, so that they come with the app and not a
 * round trip after it.
 */
export function preloadFirstScreen(start: FirstScreen): Plugin {
  return {
    name: 'vigie-preload-first-screen',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const page = bundle['index.html']
        const first = firstLoad(bundle, start)
        if (!first || page?.type !== 'asset') return
        const later = first.all.filter((it) => !first.named.includes(it))
        const links = later.map((it) => `<link rel="modulepreload" crossorigin href="/${it.fileName}">`)
        // A screen waits for its styles, too; those that the page has already are not asked for again.
        for (const name of new Set(later.flatMap((it) => [...(it.viteMetadata?.importedCss ?? [])]))) {
          links.push(`<link rel="stylesheet" crossorigin href="/${name}">`)
        }
        page.source = String(page.source).replace('</head>', `${links.join('')}</head>`)
      },
    },
  }
}
