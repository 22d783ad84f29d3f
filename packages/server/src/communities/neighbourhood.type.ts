import { Field, ID, ObjectType } from 'type-graphql'

@ObjectType('Neighbourhood', { description: 'A quartier: its residents are one community.' })
export class NeighbourhoodType {
  /** Not in the schema: the polygon is looked up by it. */
  townId!: string

  @Field(() => ID, { description: 'The neighbourhood’s id; it survives a new import of the town.' })
  id!: string

  @Field(() => String, { description: 'Its name, as the town writes it.' })
  name!: string
}
