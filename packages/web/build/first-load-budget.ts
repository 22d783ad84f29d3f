import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

interface Budget {
  /** Kilobytes (1,000 bytes) of gzipped JavaScript that the first screen may load. */
  limitKb: number
  /** The page that the start address shows. */
  screen: string
  /** The catalog of the default language. */
  catalog: string
}

/**
 * Prints what the first screen loads, gzipped: what index.html names, everything that imports statically, the start
 * page and the default catalog, which are fetched at once. Fails the build above the limit.
 */
export function firstLoadBudget({ limitKb, screen, catalog }: Budget): Plugin {
  return {
    name: 'vigie-first-load-budget',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunks = new Map(
          Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file]] : [])),
        )
        const withImports = (fileName: string, seen: Set<string>): Set<string> => {
          if (seen.has(fileName)) return seen
          seen.add(fileName)
          for (const imported of chunks.get(fileName)?.imports ?? []) withImports(imported, seen)
          return seen
        }
        const page = bundle['index.html']
        if (page?.type !== 'asset') return
        const scripts = [...String(page.source).matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(
          ([, name = '']) => name,
        )
        const eager = new Set<string>()
        for (const name of scripts) if (chunks.has(name)) withImports(name, eager)
        const loaded = new Set(eager)
        for (const chunk of chunks.values()) {
          const starts = [screen, catalog].some((path) => chunk.facadeModuleId?.endsWith(path))
          if (starts) withImports(chunk.fileName, loaded)
        }
        const styles = new Set(
          [...loaded].flatMap((name) => [...(chunks.get(name)?.viteMetadata?.importedCss ?? [])]),
        )
        const gzipKb = (name: string) => {
          const file = bundle[name]
          if (!file) return 0
          return gzipSync(file.type === 'chunk' ? file.code : file.source).length / 1000
        }
        const total = (names: Iterable<string>) => [...names].reduce((sum, name) => sum + gzipKb(name), 0)
        const script = total(loaded)
        this.info(
          `first load, gzip: ${script.toFixed(1)} kB JavaScript (${total(eager).toFixed(1)} kB by index.html), ` +
            `${total(styles).toFixed(1)} kB CSS; limit ${limitKb} kB JavaScript`,
        )
        if (script > limitKb)
          this.error(`first load is ${script.toFixed(1)} kB of JavaScript, limit ${limitKb} kB`)
      },
    },
  }
}
