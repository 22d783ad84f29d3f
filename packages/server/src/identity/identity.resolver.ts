import type { InferKyselyDB } from '@mikro-orm/postgresql'
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import { type GraphQLContext, requireViewer } from './context.ts'
import { handlesAlerts, seesWholeTown } from './identity.policy.ts'
import { LocaleEnum, ViewerType } from './identity.type.ts'
import type { Person } from './person.entity.ts'
import type { Viewer } from './viewer.ts'

@Resolver()
export class IdentityResolver {
  @Query(() => ViewerType, { nullable: true, description: 'The signed-in person; null when nobody is.' })
  viewer(@Ctx() { viewer }: GraphQLContext) {
    return viewer && toViewer(viewer)
  }

  @Mutation(() => ViewerType, { description: 'Sets the language of what is sent to the viewer.' })
  async setLocale(
    @Ctx() context: GraphQLContext,
    @Arg('locale', () => LocaleEnum, { description: 'The language.' }) locale: 'FR' | 'EN',
  ) {
    const viewer = requireViewer(context)
    await context.app.orm.em
      .fork()
      .getKysely<InferKyselyDB<typeof Person>>()
      .updateTable('person')
      .set({ locale })
      .where('town_id', '=', viewer.townId)
      .where('id', '=', viewer.personId)
      .execute()
    return toViewer({ ...viewer, locale })
  }
}

/** The viewer's own card. `townId` and `neighbourhoodId` serve the fields that communities adds. */
const toViewer = (viewer: Viewer) =>
  Object.assign(new ViewerType(), {
    id: viewer.personId,
    name: viewer.name,
    role: viewer.role,
    locale: viewer.locale,
    townId: viewer.townId,
    neighbourhoodId: viewer.neighbourhoodId,
    seesWholeTown: seesWholeTown(viewer),
    handlesAlerts: handlesAlerts(viewer),
  })
