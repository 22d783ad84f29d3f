import type { Plugin } from 'vite'
import { type FirstScreen, firstLoad } from './first-load.ts'

const LINK = /<link rel="stylesheet"[^>]*>/g

/**
 * Writes the styles of the first load into index.html, so that what is painted first waits for no second request.
 * Their links stay, disabled, which fetches nothing: a style that the page names is not loaded again with the next
 * screen, over that screen's own.
 */
export function inlineFirstStyles(start: FirstScreen): Plugin {
  return {
    name: 'vigie-inline-first-styles',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const first = firstLoad(bundle, start)
        if (!first) return
        const styles = first.styles.map(
          ({ source, fileName }) =>
            `<style>${String(source).trim()}</style><link rel="stylesheet" crossorigin href="/${fileName}" disabled>`,
        )
        first.page.source = String(first.page.source)
          .replaceAll(LINK, '')
          .replace('</head>', () => `${styles.join('')}</head>`)
      },
    },
  }
}
