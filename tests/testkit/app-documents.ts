import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const web = join(import.meta.dirname, '../../packages/web/src')

/** Every operation of the web app as it is sent: with the fragments that it spreads, and no others. */
export function readAppDocuments(): Map<string, string> {
  const files = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter((it) =>
    it.endsWith('.graphql'),
  )
  const text = files.map((file) => readFileSync(join(web, file), 'utf8').replace(/#.*/g, '')).join('\n')
  const definitions = text.split(/^(?=query|mutation|subscription|fragment)/m).filter((it) => it.trim())
  const fragments = new Map<string, string>()
  const operations = new Map<string, string>()
  for (const it of definitions) {
    const [, kind, name = ''] = /^(\w+) (\w+)/.exec(it) ?? []
    ;(kind === 'fragment' ? fragments : operations).set(name, it)
  }
  const withFragments = (source: string, seen = new Set<string>()): string => {
    const spread = [...source.matchAll(/\.\.\.(\w+)/g)].flatMap(([, name = '']) => {
      const fragment = fragments.get(name)
      if (!fragment || seen.has(name)) return []
      seen.add(name)
      return withFragments(fragment, seen)
    })
    return [source, ...spread].join('\n')
  }
  return new Map([...operations].map(([name, source]) => [name, withFragments(source)]))
}
