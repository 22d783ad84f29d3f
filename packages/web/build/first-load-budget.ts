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
 * Prints what the first screen loads, gzipped: the entry, everything it imports statically, the start page
 * and the default catalog, which the entry fetches at once. Fails the build above the limit.
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
        const entry = [...chunks.values()].find((chunk) => chunk.isEntry)
        if (!entry) return
        const eager = withImports(entry.fileName, new Set())
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
          `first load, gzip: ${script.toFixed(1)} kB JavaScript (${total(eager).toFixed(1)} kB by the entry page), ` +
            `${total(styles).toFixed(1)} kB CSS; limit ${limitKb} kB JavaScript`,
        )
        if (script > limitKb)
          this.error(`first load is ${script.toFixed(1)} kB of JavaScript, limit ${limitKb} kB`)
      },
    },
  }
}
