import { readFileSync } from 'node:fs'
import { InMemoryCache } from '@apollo/client'
import { parse, print, separateOperations } from 'graphql'
import type { Plugin } from 'vite'

const MODULE = 'virtual:start-questions'

/**
 * Gives the module `virtual:start-questions`: the text of each operation named, as Apollo Client sends it, so that it
 * can be asked before Apollo Client is there.
 */
export function startQuestions(names: readonly string[], documents: readonly string[]): Plugin {
  return {
    name: 'vigie-start-questions',
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : null),
    load(id) {
      if (id !== `\0${MODULE}`) return null
      for (const file of documents) this.addWatchFile(file)
      return `export default ${JSON.stringify(textsOf(names, documents))}`
    },
  }
}

/** Errors: an operation that no document has. */
function textsOf(names: readonly string[], documents: readonly string[]): Record<string, string> {
  const operations = separateOperations(parse(documents.map((file) => readFileSync(file, 'utf8')).join('\n')))
  const cache = new InMemoryCache()
  return Object.fromEntries(
    names.map((name) => {
      const operation = operations[name]
      if (!operation) throw new Error(`no operation ${name} in ${documents.join(', ')}`)
      return [name, print(cache.transformDocument(operation))]
    }),
  )
}
