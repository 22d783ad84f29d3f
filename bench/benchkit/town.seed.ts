import { createHash } from 'node:crypto'
import type pg from 'pg'

/** Neighbourhoods of the seeded town: squares of 0.02°, ten in a row. */
export const NEIGHBOURHOODS = 40

/** Where the town's south-western corner lies, WGS 84. */
export const CORNER = { latitude: 48.8, longitude: 2.2 }

/** The session token of one seeded resident, from 1 on; each has a session that needs no renewal today. */
export const tokenOf = (resident: number) => `bench-session-of-resident-${String(resident).padStart(6, '0')}`

/** One town with its neighbourhoods and residents, resident n living in neighbourhood n modulo their number. */
export async function seedTown(client: pg.Client, residents: number): Promise<void> {
  await client.query(`insert into town (id, insee_code, name, police_phone)
    values (${id('town', '1')}, '93999', 'Banc-sur-Seine', '+33199001234')`)
  await client.query(`
    insert into neighbourhood (town_id, id, name, polygon)
    select ${id('town', '1')}, ${id('neighbourhood', 'n')}, 'Quartier ' || n,
      jsonb_build_object('type', 'MultiPolygon', 'coordinates', jsonb_build_array(jsonb_build_array(
        jsonb_build_array(jsonb_build_array(w, s), jsonb_build_array(w + 0.02, s),
          jsonb_build_array(w + 0.02, s + 0.02), jsonb_build_array(w, s + 0.02), jsonb_build_array(w, s)))))
    from (select n, ${CORNER.longitude} + (n % 10) * 0.02 as w, ${CORNER.latitude} + (n / 10) * 0.02 as s
      from generate_series(0, ${NEIGHBOURHOODS - 1}) n) square`)
  await client.query(`
    insert into "user" (id, name, email, "emailVerified")
    select 'user-' || n, 'Résidente Numéro ' || n, 'blind-index-' || n, true
    from generate_series(1, ${residents}) n`)
  await client.query(`
    insert into session (id, token, "userId", "expiresAt", "updatedAt")
    select 'session-' || n, 'bench-session-of-resident-' || lpad(n::text, 6, '0'), 'user-' || n,
      now() + interval '60 days', now()
    from generate_series(1, ${residents}) n`)
  await client.query(`
    insert into person (town_id, id, user_id, name, role, neighbourhood_id)
    select ${id('town', '1')}, ${id('person', 'n')}, 'user-' || n, 'Résidente Numéro ' || n, 'RESIDENT',
      ${id('neighbourhood', `n % ${NEIGHBOURHOODS}`)}
    from generate_series(1, ${residents}) n`)
}

/** Sessions age: those of an old seed are made young again, so that none is due for renewal. */
export const refreshSessions = (client: pg.Client) =>
  client.query(`update session set "expiresAt" = now() + interval '60 days', "updatedAt" = now()`)

/** SQL for a fixed id: the same thing has the same id in every seed. */
export const id = (kind: string, n: string) => `md5('${kind}' || ${n})::uuid`

/** The same id outside SQL. */
export function fixedId(kind: string, n: number): string {
  const hex = createHash('md5').update(`${kind}${n}`).digest('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
