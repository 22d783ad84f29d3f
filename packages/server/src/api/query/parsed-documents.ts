import { type DocumentNode, type GraphQLError, type GraphQLSchema, parse, validate } from 'graphql'

/** Documents that are kept; longer ones are not worth the memory. */
const KEPT = 200
const LENGTH_MAX = 5_000

/** Parses and validates a document once for all sockets that send it: thousands send the app's own. */
export class ParsedDocuments {
  readonly #documents = new Map<string, DocumentNode>()
  readonly #errors = new WeakMap<DocumentNode, readonly GraphQLError[]>()

  /** @throws GraphQLError when it does not parse */
  parse(source: string): DocumentNode {
    const found = this.#documents.get(source)
    if (found) return found
    const document = parse(source)
    if (source.length > LENGTH_MAX) return document
    this.#documents.set(source, document)
    const [oldest] = this.#documents.keys()
    if (this.#documents.size > KEPT && oldest !== undefined) this.#documents.delete(oldest)
    return document
  }

  validate(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[] {
    const found = this.#errors.get(document) ?? validate(schema, document)
    this.#errors.set(document, found)
    return found
  }
}
