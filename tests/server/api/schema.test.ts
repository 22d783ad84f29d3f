import { readFile } from 'node:fs/promises'
import { printApiSchema } from '@vigie/server/emit-schema.ts'
import { buildApiSchema } from '@vigie/server/schema.ts'
import {
  buildSchema,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql'
import { expect, test } from 'vitest'

const CONTRACT = new URL('../../../packages/schema/schema.graphql', import.meta.url)

/** Everything in the schema that says nothing about itself, by its path. */
function undescribed(schema: GraphQLSchema): string[] {
  const missing: string[] = []
  const look = (path: string, thing: { description?: string | null }) => {
    if (!thing.description?.trim()) missing.push(path)
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || ['String', 'Int', 'Float', 'Boolean', 'ID'].includes(type.name))
      continue
    if (!['Query', 'Mutation', 'Subscription'].includes(type.name)) look(type.name, type)
    if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value)
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) look(`${type.name}.${field.name}`, field)
    }
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        look(`${type.name}.${field.name}`, field)
        for (const argument of field.args) look(`${type.name}.${field.name}(${argument.name}:)`, argument)
      }
    }
  }
  return missing
}

test('the contract in the repository is what the server serves (else: pnpm schema)', async () => {
  expect(await printApiSchema()).toBe(await readFile(CONTRACT, 'utf8'))
})

test('everything in it is described: types, fields, arguments, input fields, values', async () => {
  expect(undescribed(await buildApiSchema())).toEqual([])
})

test('what is not described is found (control)', () => {
  const schema = buildSchema(`
    type Query { "Described." told(secret: Int): Mood }
    enum Mood { GOOD "Described." BAD }
    input Wish { thing: String }
    interface Named { name: String }
    union Either = Query
    scalar Odd`)
  expect(undescribed(schema)).toEqual([
    'Query.told(secret:)',
    'Mood',
    'Mood.GOOD',
    'Wish',
    'Wish.thing',
    'Named',
    'Named.name',
    'Either',
    'Odd',
  ])
})
