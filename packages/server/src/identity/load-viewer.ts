import type { IncomingHttpHeaders } from 'node:http'
import type { InferKyselyDB } from '@mikro-orm/postgresql'
import { type Kysely, sql } from 'kysely'
import type { App } from '../platform/app.ts'
import { askTogether } from '../platform/ask-together.ts'
import { type Place, prepare, run } from '../platform/statement.ts'
import type { Auth } from './auth.ts'
import type { Person } from './person.entity.ts'
import { readSessionToken } from './session-token.ts'
import type { Viewer } from './viewer.ts'

/** Sessions that one statement looks up. */
const TOGETHER = 200

/** One look-up per process of the app: a crowd that comes back at once is looked up by a few statements. */
const lookUps = new WeakMap<App, (token: string) => Promise<Viewer | null>>()

/**
 * The header by which a phone names the person for whom it sends. Between saving and sending somebody else may have
 * signed in on the same device; nothing may then be done in their name.
 */
const MEANT_PERSON = 'x-vigie-person'

/**
 * Who sent these headers. It prolongs nothing: session and cookie are renewed together, where an answer can carry the
 * cookie (`auth.route.ts`), or the row would outlive the cookie.
 * @returns null without a valid session, when it is not the session of the person whom the headers name, or when
 * the person's right was revoked
 */
export async function loadViewer(app: App, auth: Auth, headers: IncomingHttpHeaders): Promise<Viewer | null> {
  const { cookie } = headers
  if (!cookie) return null
  const token = readSessionToken(cookie, await auth.sessionCookie(), app.secrets.session)
  if (!token) return null
  const lookUp = lookUps.get(app) ?? askTogether((tokens) => readViewers(app, tokens), TOGETHER)
  lookUps.set(app, lookUp)
  const viewer = await lookUp(token)
  return viewer && (headers[MEANT_PERSON] ?? viewer.personId) === viewer.personId ? viewer : null
}

/** Who holds these sessions, in the order of their tokens. */
async function readViewers(app: App, tokens: string[]): Promise<(Viewer | null)[]> {
  const rows = await run(app.acrossTowns, byTokens, tokens)
  const byToken = new Map(rows.map(({ token, ...viewer }) => [token, viewer]))
  return tokens.map((token) => byToken.get(token) ?? null)
}

type Tables = InferKyselyDB<typeof Person> & {
  session: { id: string; token: string; userId: string; expiresAt: Date }
}

const byTokens = prepare('viewers_by_token', (db: Kysely<Tables>, place: Place<string[]>) =>
  db
    .selectFrom('session as s')
    .innerJoin('person as p', 'p.user_id', 's.userId')
    .select([
      's.token',
      'p.id as personId',
      'p.town_id as townId',
      'p.user_id as userId',
      's.id as sessionId',
      's.expiresAt as sessionExpiresAt',
      'p.name',
      'p.role',
      'p.locale',
      'p.neighbourhood_id as neighbourhoodId',
    ])
    .where(sql<boolean>`s.token = any(${place('text[]', (tokens) => tokens)})`)
    .where(sql<boolean>`s."expiresAt" > now()`)
    .where('p.revoked_at', 'is', null),
)
