import { defineEntity, p } from '@mikro-orm/core'
import { ROLES } from '@vigie/schema'

/** A member of a town under their own name. The account (e-mail, password, sessions) is better-auth's. */
export const Person = defineEntity({
  name: 'Person',
  tableName: 'person',
  properties: {
    townId: p.uuid().primary(),
    id: p.uuid().primary(),
    userId: p.text().unique(),
    name: p.text(),
    role: p.enum(ROLES),
    locale: p.enum(['FR', 'EN'] as const).default('FR'),
    /** Derived from the home position when the person joins or moves. */
    neighbourhoodId: p.uuid().nullable(),
    homeLatitude: p.double().$type<number>().nullable(),
    homeLongitude: p.double().$type<number>().nullable(),
    joinedAt: p.datetime().defaultRaw('now()'),
    /** From then on this person sees and receives nothing. */
    revokedAt: p.datetime().nullable(),
  },
})
