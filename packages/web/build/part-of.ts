import type { Rolldown } from 'vite'

/**
 * Names the chunk `name` for everything of ours that `page` imports statically, so that a screen comes in one file:
 * many small ones compress worse and each costs a request. Other screens that share a module load the file with it.
 */
export function partOf(name: string, page: string): Rolldown.CodeSplittingNameFunction {
  let parts: Set<string> | undefined
  return (id, context) => {
    if (!parts) {
      parts = new Set()
      const add = (it: string) => {
        // A library's index names far more than a screen uses; what it does use comes with the screen.
        if (parts?.has(it) || !it.includes('/web/src/')) return
        parts?.add(it)
        for (const imported of context.getModuleInfo(it)?.importedIds ?? []) add(imported)
      }
      add(new URL(`../${page}`, import.meta.url).pathname)
    }
    return parts.has(id) ? name : null
  }
}
