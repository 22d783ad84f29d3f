import { createServer, type Plugin, type UserConfig } from 'vite'

type Prerender = typeof import('../src/app/prerender.tsx')

interface Prerendering extends Pick<UserConfig, 'resolve'> {
  /** The addresses whose first words are drawn. */
  screens: readonly string[]
  /** What reads the sources; made anew, because a build of its own reads them here. */
  plugins: () => UserConfig['plugins']
}

/**
 * Draws what the screens where people arrive say before any script has run, into `first-words.json`: markup by
 * language and address. The server puts it into the page.
 */
export function prerenderFirstWords({ screens, resolve, plugins }: Prerendering): Plugin {
  let root = ''
  return {
    name: 'vigie-prerender-first-words',
    apply: 'build',
    configResolved(config) {
      root = config.root
    },
    async generateBundle() {
      const reader = await createServer({
        root,
        configFile: false,
        logLevel: 'error',
        mode: 'production',
        appType: 'custom',
        server: { middlewareMode: true, ws: false, watch: null },
        optimizeDeps: { noDiscovery: true },
        resolve,
        plugins: plugins(),
      })
      const { prerender } = (await reader.ssrLoadModule('/src/app/prerender.tsx')) as Prerender
      await reader.close()
      const drawn = (locale: 'fr' | 'en') =>
        Object.fromEntries(screens.map((address) => [address, prerender(locale, address)]))
      this.emitFile({
        type: 'asset',
        fileName: 'first-words.json',
        source: JSON.stringify({ fr: drawn('fr'), en: drawn('en') }),
      })
    },
  }
}
