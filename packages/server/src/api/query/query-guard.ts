import { QUERY_LIMITS } from '@vigie/schema'
import { type DocumentNode, type GraphQLSchema, parse } from 'graphql'
import { measureDocument, tooLarge } from './measure-document.ts'

/** Documents remembered as fair, so that the app's own are measured once; long ones are not worth the memory. */
const REMEMBERED = 500
const REMEMBERED_LENGTH = 5_000

/** Throws for a document that asks for too much. */
export type QueryGuard = (source: string) => void

/**
 * Builds the guard of both ways in. It looks at a document before anything else does, and once per document.
 * What does not parse passes: whoever executes says so in the protocol's own words.
 * @param introspection whether strangers may read the schema
 * @returns a guard that throws CodedError QUERY_TOO_LARGE, or BAD_REQUEST for introspection where it is closed
 */
export function createQueryGuard(schema: GraphQLSchema, introspection: boolean): QueryGuard {
  const fair = new Set<string>()
  return (source) => {
    if (fair.has(source)) return
    const document = parseWithin(source)
    if (!document) return
    measureDocument(schema, document, introspection)
    if (source.length > REMEMBERED_LENGTH) return
    fair.add(source)
    const [oldest] = fair
    if (fair.size > REMEMBERED && oldest !== undefined) fair.delete(oldest)
  }
}

/** Null when it does not parse. */
function parseWithin(source: string): DocumentNode | null {
  try {
    return parse(source, { maxTokens: QUERY_LIMITS.tokens, noLocation: true })
  } catch (error) {
    if (String(error).includes(`${QUERY_LIMITS.tokens} tokens`)) throw tooLarge('tokens')
    return null
  }
}
