import { REFUSALS, type RefusalCode } from '@vigie/schema'
import { Field, InterfaceType, ObjectType, registerEnumType } from 'type-graphql'
import * as v from 'valibot'

const RefusalCodeEnum = Object.fromEntries(Object.keys(REFUSALS).map((code) => [code, code]))
registerEnumType(RefusalCodeEnum, {
  name: 'RefusalCode',
  description: 'Why the server said no to a request that was understood.',
  valuesConfig: {
    INVALID_INPUT: { description: 'A field is missing, too long or of the wrong shape.' },
    ID_CONFLICT: { description: 'The id was used before, by somebody else or with another content.' },
    ALERT_NOT_FOUND: { description: 'No such alert, or this person may not see it.' },
    NOT_ALLOWED: { description: 'This person’s role may not do that.' },
    ALREADY_RESOLVED: { description: 'The alert is resolved.' },
    PUSH_ENDPOINT_REFUSED: { description: 'The push endpoint is not one of a known push service.' },
  },
})

@InterfaceType({
  description: 'An expected no: its code tells the phone what to do, its message the person.',
})
export abstract class Refusal {
  @Field(() => RefusalCodeEnum, { description: 'For programs.' })
  code!: RefusalCode

  @Field(() => String, { description: 'For people, in French.' })
  message!: string

  @Field(() => Boolean, { description: 'True when sending the same again can never succeed.' })
  permanent!: boolean
}

@ObjectType({ implements: Refusal, description: 'A refusal that concerns the request as a whole.' })
export class Refused extends Refusal {}

@ObjectType({ implements: Refusal, description: 'A refusal that concerns one field of the input.' })
export class InvalidInput extends Refusal {
  @Field(() => String, { description: 'Path of the field, e.g. `coordinates.latitude`.' })
  field!: string
}

/** Makes a refusal of the whole request. */
export function refuse(code: Exclude<RefusalCode, 'INVALID_INPUT'>, message: string): Refused {
  return Object.assign(new Refused(), { code, message, permanent: REFUSALS[code].permanent })
}

/** Makes a refusal of one field. */
export function refuseField(field: string, message: string): InvalidInput {
  return Object.assign(new InvalidInput(), {
    code: 'INVALID_INPUT' as const,
    message,
    permanent: true,
    field,
  })
}

/** Parses input at the border: the value, or the refusal that names the first wrong field. */
export function parseInput<Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
): v.InferOutput<Schema> | InvalidInput {
  const parsed = v.safeParse(schema, input)
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  const field = v.getDotPath(issue) ?? 'input'
  return refuseField(field, `Le champ « ${field} » n’est pas valable : ${wayOut(issue)}.`)
}

/** What is wrong with a field and what would be right, in the words of the person. */
function wayOut(issue: v.BaseIssue<unknown>): string {
  const bound = String(issue.requirement)
  switch (issue.type) {
    case 'min_length':
      return bound === '1' ? 'il est vide, quelques mots suffisent' : `au moins ${bound} caractères`
    case 'max_length':
      return `${Array.isArray(issue.input) ? 'éléments' : 'caractères'} en trop (${bound} au plus)`
    case 'min_value':
      return `au moins ${bound}`
    case 'max_value':
      return `au plus ${bound}`
    case 'picklist':
      return `choisissez parmi ${issue.expected}`
    case 'iso_timestamp':
      return 'une date ISO 8601 avec son fuseau, par exemple 2026-11-22T20:04:02Z'
  }
  if (issue.kind !== 'schema') return issue.message
  return issue.input === undefined || issue.input === null ? 'il manque' : `${issue.expected} attendu`
}
