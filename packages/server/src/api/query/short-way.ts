import type { FastifyRequest } from 'fastify'
import type { GraphQLSchema } from 'graphql'
import type { CompiledQuery } from 'graphql-jit'
import * as v from 'valibot'
import { isAway } from '../../platform/unavailable.ts'
import { CompiledQueries } from './compiled-queries.ts'

/** The media type of the answer by what the client accepts, word for word; anything else takes the long way. */
const MEDIA_TYPES: Record<string, string> = {
  '*/*': 'application/json; charset=utf-8',
  'application/json': 'application/json; charset=utf-8',
  'application/graphql-response+json,application/json;q=0.9':
    'application/graphql-response+json; charset=utf-8',
}

/** Valibot's record would take a list for one. */
const isMap = (it: unknown) => typeof it === 'object' && it !== null && !Array.isArray(it)

const Asked = v.strictObject({
  query: v.string(),
  operationName: v.nullish(v.string()),
  variables: v.nullish(v.custom<Record<string, unknown>>(isMap)),
  // Apollo Client names itself there.
  extensions: v.optional(v.strictObject({ clientLibrary: v.optional(v.unknown()) })),
})

export interface ShortAnswer {
  mediaType: string
  body: string
}

/**
 * Answers queries that are asked again and again, past parser, validation and executor. It says only what went
 * well: whatever is unusual, invalid or fails is asked again the long way, whose answer stands.
 * @param contextOf what resolvers get
 * @returns null when the long way is to answer
 * @throws whatever kept the database away from all of it: asked again at once, everyone would wait as long again
 */
export function createShortWay(
  schema: GraphQLSchema,
  contextOf: (request: FastifyRequest) => object,
): (request: FastifyRequest) => Promise<ShortAnswer | null> {
  const queries = new CompiledQueries(schema)
  return async (request) => {
    const { method, headers, body } = request
    const mediaType = MEDIA_TYPES[headers.accept ?? '*/*']
    if (method !== 'POST' || !mediaType || !headers['content-type']?.startsWith('application/json'))
      return null
    const asked = v.safeParse(Asked, body)
    if (!asked.success) return null
    const { query, operationName, variables } = asked.output
    const compiled = queries.find(query, operationName)
    if (!compiled) return null
    const result = await execute(compiled, contextOf(request), variables ?? {})
    return result && { mediaType, body: compiled.stringify(result) }
  }
}

/** Null when it could not be executed, or went wrong in a way that the long way may mend. */
async function execute({ query }: CompiledQuery, context: object, variables: Record<string, unknown>) {
  let result: Awaited<ReturnType<CompiledQuery['query']>>
  try {
    result = await query(undefined, context, variables)
  } catch {
    return null
  }
  if (result.data) return result.errors ? null : result
  const away = result.errors?.find(({ originalError }) => isAway(originalError))
  if (away) throw away.originalError
  return null
}
