import 'reflect-metadata'
import type { GraphQLSchema } from 'graphql'
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
export function buildApiSchema(): Promise<GraphQLSchema> {
  // A plain field is read as it stands: a function of the library's around each would cost more than the read.
  for (const type of getMetadataStorage().objectTypes) type.simpleResolvers = true
  return buildSchema({
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
}
