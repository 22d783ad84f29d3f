import fc, { type Arbitrary } from 'fast-check'
import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { type Below, BODIES, ID, SHAPES, TEXTS } from './hostile-shapes.ts'

/** What is posted to `/graphql`: a document with its variables, or bytes that hold none. */
export interface HostileRequest {
  kind: 'valid' | 'nearly valid' | 'hostile' | 'no document'
  body: string
  contentType: string
}

const NUMBERS = [
  '0',
  '-1',
  '1',
  '50',
  '51',
  '2147483648',
  '-9007199254740993',
  '1e400',
  '0.1',
  '9'.repeat(400),
]

/** Requests made from the schema: valid ones, ones with a slip of the hand, and ones that mean harm. */
export function hostileRequests(schema: GraphQLSchema): Arbitrary<HostileRequest> {
  return fc.integer().map((seed) => {
    const below = drawing(seed)
    // Mostly small: a thousand deep documents say more than a hundred that are as long as can be.
    const sized = (count: number) => below(chance(85) ? 1 + Math.ceil(count / 25) : count)
    const oneOf = <T>(values: readonly T[]): T => values[below(values.length)] as T
    const chance = (percent: number) => below(100) < percent
    const document = () => validDocument(schema, below, oneOf, chance)
    const json = (kind: HostileRequest['kind'], body: object): HostileRequest => ({
      kind,
      body: JSON.stringify(body),
      contentType: 'application/json',
    })
    switch (below(10)) {
      case 0:
      case 1:
      case 2:
        return json('valid', { query: document() })
      case 3:
      case 4:
      case 5:
        return json('nearly valid', { query: slip(document(), below, oneOf), variables: { x: oneOf(TEXTS) } })
      case 6:
        return json('hostile', { query: oneOf(TEXTS) + slip(document(), below, oneOf), ...variables(below) })
      case 7:
      case 8:
        return json('hostile', { query: oneOf(SHAPES)(sized), ...variables(below) })
      default:
        return { kind: 'no document', body: oneOf(BODIES)(sized), contentType: oneOf(CONTENT_TYPES) }
    }
  })
}

/** Numbers below what is asked, from one seed (mulberry32): a document takes hundreds of them. */
function drawing(seed: number): Below {
  let state = seed | 0
  return (count) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * count)
  }
}
type OneOf = <T>(values: readonly T[]) => T
type Chance = (percent: number) => boolean

function validDocument(schema: GraphQLSchema, below: Below, oneOf: OneOf, chance: Chance): string {
  const query = schema.getQueryType()
  const mutation = schema.getMutationType()
  const subscription = schema.getSubscriptionType()
  const [kind, root] = chance(70)
    ? ['query', query]
    : chance(80)
      ? ['mutation', mutation]
      : ['subscription', subscription]
  const value = (type: GraphQLInputType): string => {
    if (isNonNullType(type)) return value(type.ofType)
    if (chance(10)) return 'null'
    if (isListType(type)) return `[${Array.from({ length: below(4) }, () => value(type.ofType)).join(', ')}]`
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter((it) => isNonNullType(it.type) || chance(50))
      return `{ ${fields.map((it) => `${it.name}: ${value(it.type)}`).join(', ')} }`
    }
    if (isEnumType(type)) return oneOf(type.getValues()).name
    if (type.name === 'Int' || type.name === 'Float')
      return chance(90) ? String(1 + below(50)) : oneOf(NUMBERS)
    if (type.name === 'Boolean') return oneOf(['true', 'false'])
    if (type.name === 'DateTime') return '"2026-11-22T21:04:00Z"'
    return chance(80) ? `"${ID}"` : JSON.stringify(oneOf(TEXTS))
  }
  const given = (args: readonly GraphQLArgument[]) => {
    const chosen = args.filter((it) => isNonNullType(it.type) || chance(25))
    return chosen.length > 0 ? `(${chosen.map((it) => `${it.name}: ${value(it.type)}`).join(', ')})` : ''
  }
  const selections = (type: GraphQLNamedType, depth: number): string => {
    if (isAbstractType(type)) {
      const possible = oneOf(schema.getPossibleTypes(type))
      return `{ __typename ... on ${possible.name} ${selections(possible, depth)} }`
    }
    if (!isObjectType(type)) return ''
    const fields = Object.values(type.getFields()).filter(
      (it) => isLeafType(getNamedType(it.type)) || depth > 0,
    )
    const chosen = fields.filter(() => chance(40)).slice(0, 6)
    const parts = chosen.map(
      (it) => `${it.name}${given(it.args)} ${selections(getNamedType(it.type), depth - 1)}`,
    )
    return `{ ${['__typename', ...parts].join(' ')} }`
  }
  return `${kind} Q ${selections(root as GraphQLObjectType, 1 + below(7))}`
}

/** One slip of the hand: a part lost, doubled, exchanged or put elsewhere. */
function slip(source: string, below: Below, oneOf: OneOf): string {
  const from = below(source.length + 1)
  const to = from + below(12)
  const part = source.slice(from, to)
  const [before, after] = [source.slice(0, from), source.slice(to)]
  const oddities = [
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    '...',
    '@skip',
    '@',
    '$x',
    '!',
    '"',
    '"""',
    '#',
    ':',
    '|',
    '\0',
    '\u2028',
  ]
  return oneOf([
    () => before + after,
    () => before + part + part + after,
    () => before + oneOf(oddities) + part + after,
    () => before + oneOf(TEXTS) + after,
    () => after + before + part,
    () => before + part.toUpperCase() + after,
  ])()
}

/** Documents of nothing but harm, for wherever one is taken. */
export const hostileDocuments: Arbitrary<string> = fc.integer().map((seed) => {
  const below = drawing(seed)
  const shape = SHAPES[below(SHAPES.length)] as (typeof SHAPES)[number]
  return shape((count) => below(Math.ceil(count / 10)))
})

const CONTENT_TYPES = [
  'application/json',
  'application/json',
  'application/json; charset=utf-8',
  'application/json; charset=utf-7',
  'application/graphql',
  'text/plain',
  'multipart/form-data; boundary=x',
  '',
  'a/b; c',
]

/** Variables of any type and size, for documents that ask for them and for those that do not. */
function variables(below: Below): object {
  const ids = Array.from({ length: below(2_000) }, () => ID)
  const shapes: unknown[] = [
    { input: { id: ID, photoIds: ids } },
    { first: 1e30, after: '\0', filter: { neighbourhoodIds: ids, from: 'yesterday', categories: ids } },
    { input: TEXTS[below(TEXTS.length)] },
    { id: ids, x: [[[[]]]] },
    { input: { claimedAt: {}, description: 'x'.repeat(below(50_000)) } },
    { ...Object.fromEntries(TEXTS.map((text) => [text, text])) },
    null,
    [],
    below(9),
  ]
  return { variables: shapes[below(shapes.length)] }
}
