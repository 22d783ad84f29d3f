import { ROLES, type Role as RoleValue } from '@vigie/schema'
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql'

/** TypeGraphQL wants an object for an enum; the values stay those of the shared package. */
export const asEnum = <Value extends string>(values: readonly Value[]) =>
  Object.fromEntries(values.map((value) => [value, value])) as { [Key in Value]: Key }

export const RoleEnum = asEnum(ROLES)
registerEnumType(RoleEnum, {
  name: 'Role',
  description: 'What a person is in their town.',
  valuesConfig: {
    RESIDENT: { description: 'Lives in a neighbourhood and belongs to its community.' },
    REFERENT: { description: 'Référent de quartier: a resident who speaks for the neighbourhood.' },
    MODERATOR: { description: 'Watches over the exchanges of the whole town.' },
    TOWN_HALL_AGENT: { description: 'Works at the town hall: sees the whole town and handles alerts.' },
    POLICE_OFFICER: { description: 'Municipal police: sees the whole town and handles alerts.' },
    ADMINISTRATOR: { description: 'Runs the platform for the town.' },
  },
})

export const LocaleEnum = asEnum(['FR', 'EN'] as const)
registerEnumType(LocaleEnum, {
  name: 'Locale',
  description: 'A language of the interface.',
  valuesConfig: { FR: { description: 'French.' }, EN: { description: 'English.' } },
})

@ObjectType('Viewer', { description: 'The signed-in person.' })
export class ViewerType {
  /** Not in the schema: the communities' fields start from them. */
  townId!: string
  neighbourhoodId!: string | null

  @Field(() => ID, { description: 'The person’s id.' })
  id!: string

  @Field(() => String, { description: 'Full name: nobody is anonymous.' })
  name!: string

  @Field(() => RoleEnum, { description: 'What this person is in the town.' })
  role!: RoleValue

  @Field(() => LocaleEnum, { description: 'The language of what is sent to this person.' })
  locale!: 'FR' | 'EN'

  @Field(() => Boolean, { description: 'True for those who see every neighbourhood of the town.' })
  seesWholeTown!: boolean

  @Field(() => Boolean, { description: 'True for those who acknowledge and resolve alerts.' })
  handlesAlerts!: boolean
}
