import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'
import { type FirstScreen, firstLoad } from './first-load.ts'

const HOLDS_WORDS = /from '@lingui\/(core|react)\/macro'/

interface FirstWords extends FirstScreen {
  /** The sources whose words are in the catalog of the first screen. */
  sources: readonly string[]
}

/** Fails the build when a source of the first load has words that the catalog of the first screen does not. */
export function firstWords({ sources, ...start }: FirstWords): Plugin {
  return {
    name: 'vigie-first-words',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const ours = firstLoad(bundle, start)?.all.flatMap((it) => it.moduleIds) ?? []
        const missing = ours
          .filter((id) => /\/src\/.*\.tsx?$/.test(id) && HOLDS_WORDS.test(readFileSync(id, 'utf8')))
          .filter((id) => !sources.some((source) => id.endsWith(source)))
        if (missing.length > 0)
          this.error(`in the first load, and not in build/first-screen.ts: ${missing.join(', ')}`)
      },
    },
  }
}
