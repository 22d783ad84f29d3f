import type { Rolldown } from 'vite'

/** Where the first load begins, besides index.html: what is fetched at once on the start address. */
export interface FirstScreen {
  /** The page that the start address shows. */
  screen: string
  /** The catalog of what it says in the default language. */
  catalog: string
}

/** The scripts of the first load: those that index.html names, and all, each with everything that it imports statically. */
export interface FirstLoad {
  named: Rolldown.OutputChunk[]
  all: Rolldown.OutputChunk[]
}

/** Finds the first load in what was built; null for a build without a page. */
export function firstLoad(bundle: Rolldown.OutputBundle, { screen, catalog }: FirstScreen): FirstLoad | null {
  const page = bundle['index.html']
  if (page?.type !== 'asset') return null
  const withImports = (fileName: string, seen: Set<Rolldown.OutputChunk>) => {
    const chunk = bundle[fileName]
    if (chunk?.type !== 'chunk' || seen.has(chunk)) return
    seen.add(chunk)
    for (const imported of chunk.imports) withImports(imported, seen)
  }
  const named = new Set<Rolldown.OutputChunk>()
  for (const [, name = ''] of String(page.source).matchAll(/(?:src|href)="\/([^"]+\.js)"/g)) {
    withImports(name, named)
  }
  const all = new Set(named)
  for (const file of Object.values(bundle)) {
    const starts = file.type === 'chunk' && [screen, catalog].some((it) => file.facadeModuleId?.endsWith(it))
    if (starts) withImports(file.fileName, all)
  }
  return { named: [...named], all: [...all] }
}
