import { readFileSync } from 'node:fs'
import { buildSchema, parse, validate } from 'graphql'
import { expect, it } from 'vitest'
import { SUBSCRIPTION_DOCUMENTS } from './subscription-api.ts'

const schema = buildSchema(readFileSync(new URL('../../../schema/schema.graphql', import.meta.url), 'utf8'))

it.each(Object.entries(SUBSCRIPTION_DOCUMENTS))('%s fits the emitted contract', (_name, document) => {
  expect(validate(schema, parse(document))).toEqual([])
})
