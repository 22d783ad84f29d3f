import type { InferKyselyDB } from '@mikro-orm/postgresql'
import { OUTBOX_CONTRACT_MIN, OUTBOX_CONTRACT_VERSION } from '@vigie/schema'
import { Ctx, Query, Resolver } from 'type-graphql'
import type { GraphQLContext } from '../identity/context.ts'
import type { Town } from './town.entity.ts'
import { Welcome } from './welcome.type.ts'

@Resolver()
export class WelcomeResolver {
  @Query(() => Welcome, { description: 'What anyone may know before signing in.' })
  async welcome(@Ctx() { app }: GraphQLContext): Promise<Welcome> {
    const towns = await app.acrossTowns.em
      .fork()
      .getKysely<InferKyselyDB<typeof Town>>()
      .selectFrom('town')
      .select(['insee_code', 'name', 'police_phone'])
      .limit(2)
      .execute()
    const only = towns.length === 1 ? towns[0] : undefined
    // A real town on this server is never called a demo, whatever the setting says.
    const demo = app.demo && only?.insee_code === app.demo.inseeCode ? app.demo : null
    return {
      demo: demo !== null,
      townName: only?.name ?? null,
      policePhone: only?.police_phone ?? null,
      vapidPublicKey: app.secrets.vapid.publicKey,
      contractVersion: OUTBOX_CONTRACT_VERSION,
      contractMin: OUTBOX_CONTRACT_MIN,
      demoAccounts: demo?.accounts ?? [],
    }
  }
}
