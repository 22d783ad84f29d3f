import { Field, ID, ObjectType } from 'type-graphql'

@ObjectType('Town', { description: 'A commune that uses Vigie.' })
export class TownType {
  @Field(() => ID, { description: 'The town’s id.' })
  id!: string

  @Field(() => String, { description: 'Code of the commune by INSEE: five characters.' })
  inseeCode!: string

  @Field(() => String, { description: 'Its name.' })
  name!: string

  @Field(() => String, { nullable: true, description: 'Telephone of the municipal police.' })
  policePhone!: string | null

  @Field(() => String, { nullable: true, description: 'Telephone of the town hall.' })
  townHallPhone!: string | null

  @Field(() => String, { nullable: true, description: 'Where the town hall reads e-mail.' })
  contactEmail!: string | null
}
