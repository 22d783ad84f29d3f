import type { Plugin } from 'vite'
import { type FirstScreen, firstLoad } from './first-load.ts'

/** V8's explicit compile hint; other engines read a comment. */
const HINT = '//# allFunctionsCalledOnLoad\n'

/**
 * Has the browser compile the scripts of the first load whole, beside the main thread and while they arrive, instead
 * of function by function in the middle of drawing the first screen.
 */
export function compileAhead(start: FirstScreen): Plugin {
  return {
    name: 'vigie-compile-ahead',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const chunk of firstLoad(bundle, start)?.all ?? []) chunk.code = HINT + chunk.code
      },
    },
  }
}
