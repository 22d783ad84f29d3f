import { AsyncLocalStorage } from 'node:async_hooks'
import type pg from 'pg'

/** What a connection may claim instead of one town; nobody can pass it to `inTown`. */
const EVERY_TOWN = '*'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const claims = new AsyncLocalStorage<string>()

/**
 * Runs `work` for one town: whatever it reads and writes through `app.orm`, now or later, PostgreSQL confines
 * to this town (ADR 10). Said where it is known for whom the work is done: once per request, socket and job.
 */
export function inTown<T>(townId: string, work: () => T): T {
  if (!UUID.test(townId)) throw new Error('a claim must name one town by its id')
  return claims.run(townId, work)
}

/** The town that the present work is for, for work that is handed over to be done together with other work of it. */
export function claimedTown(): string {
  const townId = claims.getStore()
  if (!townId) throw new Error('this work is for no town: it runs outside `inTown`')
  return townId
}

/** Which rows the connections of a pool may see: those of the town that the work is for, or all. */
export type Reach = 'the town of the work' | 'every town'

/**
 * Makes every connection that leaves this pool claim what it may see. The claim stays on the connection; it is
 * sent again only when the next work is for another town. Work without a town gets no connection at all.
 */
export function claimOnCheckout(pool: pg.Pool, reach: Reach): void {
  const connect = pool.connect.bind(pool)
  Object.assign(pool, {
    async connect() {
      const wanted = reach === 'every town' ? EVERY_TOWN : claims.getStore()
      if (!wanted) throw new Error('this reads or writes a town’s rows outside `inTown`')
      const client = await connect()
      try {
        await claim(client, wanted)
        // Kysely would keep, for ever, a connection that it gets while it closes the pool.
        if (pool.ending) throw new Error('the pool is being closed')
      } catch (error) {
        client.release(error instanceof Error ? error : true)
        throw error
      }
      return client
    },
  })
}

const claimed = new WeakMap<pg.PoolClient, string>()

async function claim(client: pg.PoolClient, wanted: string): Promise<void> {
  const held = claimed.get(client)
  if (held === wanted) return
  // Until the answer is there nobody knows what it claims.
  claimed.delete(client)
  await client.query(held === undefined && wanted !== EVERY_TOWN ? CLAIM_FIRST : CLAIM, [wanted])
  claimed.set(client, wanted)
}

const CLAIM = `select set_config('vigie.town', $1, false)`

/** Superusers pass every policy, and so does who may bypass them: these work as another role (app-role.ts). */
const CLAIM_FIRST = `${CLAIM}, (select set_config('role', 'vigie_app', false) from pg_roles
  where rolname = session_user and (rolsuper or rolbypassrls))`
