import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'
import { type FirstScreen, firstLoad } from './first-load.ts'

interface Budget extends FirstScreen {
  /** Kilobytes (1,000 bytes) of gzipped JavaScript that the first screen may load. */
  limitKb: number
}

/**
 * Prints what the first screen loads, gzipped: what index.html names, everything that imports statically, the start
 * page and the default catalog, which are fetched at once. Fails the build above the limit.
 */
export function firstLoadBudget({ limitKb, ...start }: Budget): Plugin {
  return {
    name: 'vigie-first-load-budget',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const first = firstLoad(bundle, start)
        if (!first) return
        const sum = (texts: (string | Uint8Array)[]) =>
          texts.reduce((kb, text) => kb + gzipSync(text).length / 1000, 0)
        const script = sum(first.all.map((it) => it.code))
        const named = sum(first.named.map((it) => it.code))
        const style = sum(first.styles.map((it) => it.source))
        this.info(
          `first load, gzip: ${script.toFixed(1)} kB JavaScript (${named.toFixed(1)} kB by index.html), ` +
            `${style.toFixed(1)} kB CSS; limit ${limitKb} kB JavaScript`,
        )
        if (script > limitKb)
          this.error(`first load is ${script.toFixed(1)} kB of JavaScript, limit ${limitKb} kB`)
      },
    },
  }
}
