import type { Rolldown } from 'vite'

/** Where the first load begins, besides index.html: what is fetched at once on the start address. */
export interface FirstScreen {
  /** The page that the start address shows. */
  screen: string
  /** The catalog of what it says in the default language. */
  catalog: string
}

/** What the first load consists of. */
export interface FirstLoad {
  page: Rolldown.OutputAsset
  /** The scripts that index.html names, each with everything that it imports statically. */
  named: Rolldown.OutputChunk[]
  /** These, and what is fetched at once besides. */
  all: Rolldown.OutputChunk[]
  /** The styles of all of them. */
  styles: Rolldown.OutputAsset[]
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
  const names = new Set([...all].flatMap((it) => [...(it.viteMetadata?.importedCss ?? [])]))
  const styles = [...names].map((name) => {
    const style = bundle[name]
    if (style?.type !== 'asset') throw new Error(`${name} is not in the bundle`)
    return style
  })
  return { page, named: [...named], all: [...all], styles }
}
