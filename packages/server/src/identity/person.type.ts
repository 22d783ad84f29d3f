import type { Role } from '@vigie/schema'
import { Field, ID, ObjectType } from 'type-graphql'
import { RoleEnum } from './identity.type.ts'

@ObjectType('Person', { description: 'A member of the town, as others see them.' })
export class PersonType {
  @Field(() => ID, { description: 'The person’s id.' })
  id!: string

  @Field(() => String, { description: 'Full name: nobody is anonymous.' })
  name!: string

  @Field(() => RoleEnum, { description: 'What this person is in the town.' })
  role!: Role
}
