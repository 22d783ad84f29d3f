import { LIMITS, QUERY_LIMITS, type QueryLimit } from '@vigie/schema'
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import { CodedError } from '../../platform/errors.ts'

/** Rows that a list without a page size is taken to have. */
const ROWS_ASSUMED = 10

const INTROSPECTION = new Set(['__schema', '__type'])

/** What a limit counts, in the words of its refusal. */
const COUNTED: Record<QueryLimit, string> = {
  tokens: 'éléments lexicaux',
  depth: 'niveaux de profondeur',
  introspectionDepth: 'niveaux d’introspection',
  fields: 'champs',
  aliases: 'alias',
  directives: 'directives',
  repeatedFields: 'champs demandés deux fois',
  cost: 'champs dans la réponse (nombre de champs × taille des pages)',
}

/** The refusal that names its limit. */
export const tooLarge = (limit: QueryLimit) =>
  new CodedError(
    'QUERY_TOO_LARGE',
    `Requête refusée\u202F: plus de ${QUERY_LIMITS[limit].toLocaleString('fr-FR')} ${COUNTED[limit]}. Demandez moins à la fois.`,
    undefined,
    { limit, max: QUERY_LIMITS[limit] },
  )

/** Where the walk is. */
interface Place {
  parent: GraphQLOutputType | null | undefined
  depth: number
  /** How many such places the answer may hold. */
  times: number
  /** Size of the page whose list is still to come below. */
  page: number | null
  introspection: boolean
  /** Response names met in this place so far. */
  names: Set<string>
}

const INTROSPECTION_CLOSED =
  'Ce serveur ne décrit pas son schéma\u202F: il est publié avec le projet, dans packages/schema/schema.graphql.'

/**
 * Measures every definition of a document with its fragments laid out, before it is validated: some of the
 * standard rules are quadratic in what is counted here. What the schema does not know is counted all the same.
 * @param introspection whether the schema may be read
 * @returns the most that one definition has of each, but for the tokens, which the parser counts
 * @throws CodedError QUERY_TOO_LARGE at the first limit that is passed, BAD_REQUEST for closed introspection
 */
export function measureDocument(
  schema: GraphQLSchema,
  document: DocumentNode,
  introspection: boolean,
): Record<QueryLimit, number> {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const it of document.definitions) {
    if (it.kind === 'FragmentDefinition') fragments.set(it.name.value, it)
  }
  const most = { ...NOTHING }
  for (const it of document.definitions) {
    if (it.kind !== 'OperationDefinition' && it.kind !== 'FragmentDefinition') continue
    const measure = new Measure(schema, fragments, introspection)
    measure.definition(it)
    for (const limit of LIMIT_NAMES) most[limit] = Math.max(most[limit], measure.counts[limit])
  }
  return most
}

const LIMIT_NAMES = Object.keys(QUERY_LIMITS) as QueryLimit[]

const NOTHING: Record<QueryLimit, number> = {
  tokens: 0,
  depth: 0,
  introspectionDepth: 0,
  fields: 0,
  aliases: 0,
  directives: 0,
  repeatedFields: 0,
  cost: 0,
}

class Measure {
  readonly #schema: GraphQLSchema
  readonly #fragments: Map<string, FragmentDefinitionNode>
  readonly #introspection: boolean
  /** Fragments that are being laid out: one that comes again is a cycle, which validation refuses. */
  readonly #open = new Set<string>()
  readonly counts = { ...NOTHING }

  constructor(schema: GraphQLSchema, fragments: Map<string, FragmentDefinitionNode>, introspection: boolean) {
    this.#schema = schema
    this.#fragments = fragments
    this.#introspection = introspection
  }

  definition(node: OperationDefinitionNode | FragmentDefinitionNode): void {
    this.#directives(node)
    for (const variable of node.variableDefinitions ?? []) this.#directives(variable)
    const parent =
      node.kind === 'FragmentDefinition'
        ? this.#namedType(node.typeCondition.name.value)
        : this.#schema.getRootType(node.operation)
    const introspection = node.kind === 'FragmentDefinition' && node.typeCondition.name.value.startsWith('__')
    const start = { parent, depth: 1, times: 1, page: null, introspection, names: new Set<string>() }
    this.#selections(node.selectionSet, start)
  }

  #namedType(name: string): GraphQLOutputType | null {
    const type = this.#schema.getType(name)
    return isObjectType(type) || isInterfaceType(type) ? type : null
  }

  #directives(node: { directives?: readonly unknown[] | undefined }): void {
    this.#add('directives', node.directives?.length ?? 0)
  }

  #selections({ selections }: SelectionSetNode, place: Place): void {
    for (const it of selections) this.#selection(it, place)
  }

  #selection(node: SelectionNode, place: Place): void {
    this.#directives(node)
    // A fragment counts as a field: a document of nothing but fragments must end too.
    this.#add('fields', 1)
    if (node.kind === 'Field') this.#field(node, place)
    else if (node.kind === 'FragmentSpread') this.#spread(node.name.value, place)
    else {
      const parent = node.typeCondition ? this.#namedType(node.typeCondition.name.value) : place.parent
      this.#selections(node.selectionSet, { ...place, parent })
    }
  }

  #spread(name: string, place: Place): void {
    const fragment = this.#fragments.get(name)
    if (!fragment || this.#open.has(name)) return
    this.#open.add(name)
    this.#directives(fragment)
    this.#selections(fragment.selectionSet, {
      ...place,
      parent: this.#namedType(fragment.typeCondition.name.value),
    })
    this.#open.delete(name)
  }

  #field(node: FieldNode, place: Place): void {
    const name = node.name.value
    const introspection = place.introspection || INTROSPECTION.has(name)
    if (introspection && !this.#introspection) throw new CodedError('BAD_REQUEST', INTROSPECTION_CLOSED)
    const responseName = node.alias?.value ?? name
    if (node.alias) this.#add('aliases', 1)
    if (place.names.has(responseName)) this.#add('repeatedFields', 1)
    place.names.add(responseName)
    this.#add('cost', place.times)
    this.#reach({ ...place, introspection })
    if (!node.selectionSet) return
    const field = introspection ? undefined : fieldOf(place.parent, name)
    const rows = field && isListType(getNullableType(field.type)) ? (place.page ?? ROWS_ASSUMED) : null
    this.#selections(node.selectionSet, {
      parent: field && getNamedType(field.type),
      depth: place.depth + 1,
      times: introspection ? 1 : place.times * (rows ?? 1),
      page: field && rows === null ? pageOf(field, node) : null,
      introspection,
      names: new Set(),
    })
  }

  #reach({ depth, introspection }: Place): void {
    const limit = introspection ? 'introspectionDepth' : 'depth'
    this.#add(limit, Math.max(0, depth - this.counts[limit]))
  }

  #add(limit: QueryLimit, count: number): void {
    this.counts[limit] += count
    if (this.counts[limit] > QUERY_LIMITS[limit]) throw tooLarge(limit)
  }
}

function fieldOf(parent: Place['parent'], name: string): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined
}

/** The page that a field with `first` asks for; what comes in a variable is priced at the largest page. */
function pageOf(field: GraphQLField<unknown, unknown>, node: FieldNode): number | null {
  const argument = field.args.find(({ name }) => name === 'first')
  if (!argument) return null
  const given = node.arguments?.find(({ name }) => name.value === 'first')?.value
  if (!given) return Number(argument.defaultValue ?? LIMITS.pageMax)
  return given.kind === 'IntValue' ? Math.max(1, Number(given.value)) : LIMITS.pageMax
}
