import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DocumentNode, type FragmentDefinitionNode, Kind, parse, print, visit } from 'graphql'

const source = parse(
  readFileSync(join(import.meta.dirname, '../../packages/web/src/alerts/alerts.graphql'), 'utf8'),
)

/** One of the web app's own operations with its fragments, `__typename` everywhere, as Apollo Client sends it. */
export function webDocument(operation: string): string {
  const definitions = source.definitions.filter(
    (it) => it.kind === Kind.OPERATION_DEFINITION && it.name?.value === operation,
  )
  const fragments = new Set<FragmentDefinitionNode>()
  const collect = (document: DocumentNode) =>
    visit(document, {
      FragmentSpread({ name }) {
        const found = source.definitions.find(
          (it) => it.kind === Kind.FRAGMENT_DEFINITION && it.name.value === name.value,
        )
        if (found?.kind !== Kind.FRAGMENT_DEFINITION || fragments.has(found)) return
        fragments.add(found)
        collect({ kind: Kind.DOCUMENT, definitions: [found] })
      },
    })
  collect({ kind: Kind.DOCUMENT, definitions })
  return print(withTypenames({ kind: Kind.DOCUMENT, definitions: [...definitions, ...fragments] }))
}

const withTypenames = (document: DocumentNode): DocumentNode =>
  visit(document, {
    SelectionSet: {
      leave(node, _key, parent) {
        const isRoot =
          parent && !Array.isArray(parent) && 'kind' in parent && parent.kind === 'OperationDefinition'
        if (isRoot) return undefined
        const name = { kind: Kind.NAME, value: '__typename' } as const
        return { ...node, selections: [...node.selections, { kind: Kind.FIELD, name }] }
      },
    },
  })
