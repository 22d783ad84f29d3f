import type { InferKyselyDB } from '@mikro-orm/postgresql'
import type { App } from '../platform/app.ts'
import type { Auth } from './auth.ts'
import type { Person } from './person.entity.ts'
import type { Viewer } from './viewer.ts'

/**
 * The header by which a phone names the person for whom it sends. Between saving and sending somebody else may have
 * signed in on the same device; nothing may then be done in their name.
 */
const MEANT_PERSON = 'x-vigie-person'

/**
 * Who sent these headers.
 * @returns null without a valid session, when it is not the session of the person whom the headers name, or when
 * the person's right was revoked
 */
export async function loadViewer(app: App, auth: Auth, headers: Headers): Promise<Viewer | null> {
  if (!headers.has('cookie')) return null
  const session = await auth.api.getSession({ headers })
  if (!session) return null
  const person = await app.acrossTowns.em
    .fork()
    .getKysely<InferKyselyDB<typeof Person>>()
    .selectFrom('person')
    .select(['id', 'town_id', 'name', 'role', 'locale', 'neighbourhood_id'])
    .where('user_id', '=', session.user.id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (!person || (headers.get(MEANT_PERSON) ?? person.id) !== person.id) return null
  return {
    personId: person.id,
    townId: person.town_id,
    userId: session.user.id,
    sessionId: session.session.id,
    sessionExpiresAt: session.session.expiresAt,
    name: person.name,
    role: person.role,
    locale: person.locale,
    neighbourhoodId: person.neighbourhood_id,
  }
}
