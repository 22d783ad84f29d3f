import type pg from 'pg'

/**
 * Makes a connection that breaks while somebody has it give its place in the pool back by itself. Kysely keeps the
 * connection on which a BEGIN failed; after a database restarted under load, no transaction would get one again and
 * the process could not end either. Whoever still has it finds that every query fails, and may give it back as usual.
 */
export function giveBackBroken(pool: pg.Pool): void {
  const lent = new Set<pg.PoolClient>()
  pool.on('acquire', (client) => lent.add(client))
  pool.on('release', (_error, client) => lent.delete(client))
  pool.on('connect', (client) => {
    client.once('end', () => {
      if (!lent.has(client)) return
      client.release(true)
      // The pool throws at a second time, and its holder cannot know of the first.
      client.release = () => undefined
    })
  })
}
