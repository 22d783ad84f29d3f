import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  validate,
  visit,
} from 'graphql'
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit'

/** A document is compiled when it comes for the third time: compiling costs as much as a dozen answers. */
const COMPILED_AT = 3

/** Compiled documents that are kept; the app has some twenty. */
const KEPT = 200

/** Documents whose requests are counted. */
const COUNTED = 1_000

/** Longer ones are not worth the memory. */
const LENGTH_MAX = 5_000

/**
 * Operations that are asked again and again, as functions. Only valid ones get here: for mutations that may not be
 * asked twice, for what is asked rarely and for what does not fit there is the long way.
 */
export class CompiledQueries {
  readonly #schema: GraphQLSchema
  readonly #compiled = new Map<string, CompiledQuery | null>()
  readonly #asked = new Map<string, number>()

  constructor(schema: GraphQLSchema) {
    this.#schema = schema
  }

  /** The function for this operation of this document; null while there is none. */
  find(source: string, operationName: string | null | undefined): CompiledQuery | null {
    const key = operationName ? `${operationName}\n${source}` : source
    const found = this.#compiled.get(key)
    if (found !== undefined || source.length > LENGTH_MAX) return found ?? null
    const asked = (this.#asked.get(key) ?? 0) + 1
    this.#asked.set(key, asked)
    dropOldest(this.#asked, COUNTED)
    if (asked < COMPILED_AT) return null
    this.#asked.delete(key)
    const compiled = compile(this.#schema, source, operationName)
    this.#compiled.set(key, compiled)
    dropOldest(this.#compiled, KEPT)
    return compiled
  }
}

function dropOldest(map: Map<string, unknown>, kept: number): void {
  const [oldest] = map.keys()
  if (map.size > kept && oldest !== undefined) map.delete(oldest)
}

function compile(schema: GraphQLSchema, source: string, operationName: string | null | undefined) {
  const document = parseValid(schema, source)
  const operation = document && getOperationAST(document, operationName)
  if (!document || !operation || !mayBeAskedAgain(operation) || asksForSchema(document)) return null
  const compiled = compileQuery(schema, document, operationName ?? undefined)
  return isCompiledQuery(compiled) ? compiled : null
}

/** Null when it is not valid: the long way says so. */
function parseValid(schema: GraphQLSchema, source: string): DocumentNode | null {
  try {
    const document = parse(source)
    return validate(schema, document).length === 0 ? document : null
  } catch {
    return null
  }
}

/** Mutations that recognise a repeat by the id in their input. */
const REPEATABLE = ['reportAlert', 'commentAlert']

/** What goes wrong is asked again the long way: of mutations only those may be that do nothing twice. */
function mayBeAskedAgain({ operation, selectionSet: { selections } }: OperationDefinitionNode): boolean {
  if (operation !== OperationTypeNode.MUTATION) return operation === OperationTypeNode.QUERY
  const [field] = selections
  return selections.length === 1 && field?.kind === Kind.FIELD && REPEATABLE.includes(field.name.value)
}

/** What the schema says of itself has an executor of its own. */
function asksForSchema(document: DocumentNode): boolean {
  let asks = false
  visit(document, {
    [Kind.FIELD]: (node) => {
      asks ||= node.name.value === '__schema' || node.name.value === '__type'
    },
  })
  return asks
}
