import { writeFile } from 'node:fs/promises'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { buildApiSchema } from './schema.ts'

/** The API contract as SDL, in an order that does not depend on the code's. */
export async function printApiSchema(): Promise<string> {
  return `${printSchema(lexicographicSortSchema(await buildApiSchema()))}\n`
}

if (import.meta.main) {
  await writeFile(new URL('../../schema/schema.graphql', import.meta.url), await printApiSchema())
}
