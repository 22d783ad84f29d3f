import 'reflect-metadata'
import { type GraphQLSchema, isUnionType } from 'graphql'
import { buildSchema, getMetadataStorage } from 'type-graphql'
import { AlertResolver } from './alerts/alert.resolver.ts'
import { AlertStreamResolver } from './alerts/alert-stream.resolver.ts'
import {
  NeighbourhoodResolver,
  TownResolver,
  ViewerPlaceResolver,
} from './communities/communities.resolver.ts'
import { WelcomeResolver } from './communities/welcome.resolver.ts'
import { IdentityResolver } from './identity/identity.resolver.ts'
import { NotificationsResolver } from './notifications/notifications.resolver.ts'

/** The executable schema: every resolver of every domain. */
export async function buildApiSchema(): Promise<GraphQLSchema> {
  const { objectTypes } = getMetadataStorage()
  // A plain field is read as it stands: a function of the library's around each would cost more than the read.
  for (const type of objectTypes) type.simpleResolvers = true
  const schema = await buildSchema({
    resolvers: [
      AlertResolver,
      AlertStreamResolver,
      NeighbourhoodResolver,
      TownResolver,
      ViewerPlaceResolver,
      IdentityResolver,
      NotificationsResolver,
      WelcomeResolver,
    ],
    // Input is parsed with valibot where it enters a use case.
    validate: false,
    // TypeGraphQL asks for one as soon as there is a subscription; ours brings its own source of events.
    pubSub: {
      publish() {
        throw new Error('nothing is published in process: events come from the database')
      },
      subscribe() {
        throw new Error('subscriptions open an alert stream')
      },
    },
  })
  tellMembersAtOnce(schema, new Map(objectTypes.map(({ target, name }) => [target, name])))
  return schema
}

/**
 * Which member of a union a value is, its class says. The library's own answer is a promise, for which a compiled
 * query does not wait.
 */
function tellMembersAtOnce(schema: GraphQLSchema, names: Map<unknown, string>): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isUnionType(type)) type.resolveType = (value: object) => names.get(value.constructor)
  }
}
