import { type GraphQLObjectType, type GraphQLSchema, getNamedType, isObjectType } from 'graphql'
import { type Eyes, FIELDS, PRIVILEGED } from './matrix.rules.ts'

/** An answer's part of unknown shape. */
export type Answered = Record<string, unknown>

/** Operation types, whose fields are operations. */
const ROOTS = ['Query', 'Mutation', 'Subscription']

/** Every field of every object type of the schema, as `Type.field`. */
export const fieldsOf = (schema: GraphQLSchema): string[] =>
  objectTypes(schema)
    .filter(({ name }) => !ROOTS.includes(name))
    .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`))

/** Every operation of the schema, as `Query.alert`. */
export const operationsOf = (schema: GraphQLSchema): string[] =>
  objectTypes(schema)
    .filter(({ name }) => ROOTS.includes(name))
    .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`))

const objectTypes = (schema: GraphQLSchema): GraphQLObjectType[] =>
  Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
  )

/** All that can be asked of a type, as a selection: a new field is in it without anybody adding it. */
export function everything(schema: GraphQLSchema, typeName: string): string {
  const type = schema.getType(typeName)
  if (!isObjectType(type)) return ''
  const fields = Object.values(type.getFields()).map(({ name, args, type: of }) => {
    const paging = args.some((it) => it.name === 'first') ? '(first: 2)' : ''
    return `${name}${paging}${everything(schema, getNamedType(of).name)}`
  })
  return ` { ${fields.join(' ')} }`
}

/** What an alert's fields are to somebody, beside what they truly are. */
interface Compared {
  eyes: Eyes
  /** As an institution sees it. */
  truth: unknown
  seen: unknown
  /** What a neighbour gets for a position. */
  grid: Answered
}

/** The fields that break their rule for these eyes, as `Type.field`. */
export function brokenRules(schema: GraphQLSchema, typeName: string, compared: Compared): string[] {
  const type = schema.getType(typeName)
  const { truth, seen } = compared
  if (!isObjectType(type)) return []
  if (Array.isArray(truth)) {
    if (!Array.isArray(seen) || seen.length !== truth.length) return [`${typeName}.length`]
    return truth.flatMap((it, at) =>
      brokenRules(schema, typeName, { ...compared, truth: it, seen: seen[at] }),
    )
  }
  return Object.values(type.getFields()).flatMap((field) => {
    const inner = getNamedType(field.type)
    const of = (value: unknown) => (value === null ? null : (value as Answered)[field.name])
    const values = { ...compared, truth: of(truth), seen: of(seen) }
    const holds = ruleHolds(typeName, field.name, values)
    if (!holds) return [`${typeName}.${field.name}`]
    return values.seen === null || values.truth === null ? [] : brokenRules(schema, inner.name, values)
  })
}

function ruleHolds(typeName: string, field: string, { eyes, truth, seen, grid }: Compared): boolean {
  const privileged = PRIVILEGED.includes(eyes)
  switch (FIELDS[typeName]?.[field]) {
    case 'whoever sees the alert':
      return alike(truth, seen)
    case 'author and institutions':
      return privileged ? seen !== null && alike(truth, seen) : seen === null
    case 'author':
      return seen === (eyes === 'AUTHOR')
    case 'the true one for author and institutions':
      return privileged ? seen === truth : seen === grid[field] && seen !== truth
    default:
      return false
  }
}

/** Objects are compared field by field, further in. */
const alike = (truth: unknown, seen: unknown) =>
  typeof truth === 'object' && truth !== null
    ? seen !== null
    : truth === seen && truth !== null && truth !== undefined
