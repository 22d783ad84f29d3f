import { readFileSync } from 'node:fs'
import { buildSchema, parse, validate } from 'graphql'
import { expect, it } from 'vitest'
import { DOCUMENTS, WHO_IS_SIGNED_IN } from './documents.ts'

const schema = buildSchema(
  readFileSync(new URL('../../../../schema/schema.graphql', import.meta.url), 'utf8'),
)

it.each([...Object.entries(DOCUMENTS), ['whoIsSignedIn', WHO_IS_SIGNED_IN]])(
  '%s fits the emitted contract',
  (_name, document) => {
    expect(validate(schema, parse(document))).toEqual([])
  },
)

it('(control) a document that asks for what is not there is noticed', () => {
  expect(validate(schema, parse('query { viewer { shoeSize } }'))).not.toEqual([])
})
