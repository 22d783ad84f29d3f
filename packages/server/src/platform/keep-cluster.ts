import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from 'pino'
import { type Cluster, ClusterError } from './embedded-postgres.ts'

/** Milliseconds between looks at a database that is away, and between attempts to start it. */
const PAUSE_MS = 200

/** The pause doubles up to this while the database cannot be started: its disk may be gone, and for good. */
const PAUSE_MAX_MS = 5_000

/** Milliseconds after which a database that takes the connection and says nothing is asked anew. */
const SILENCE_MS = 10_000

/** Held by the start that looks after the cluster, for as long as one of its connections lives; nobody else locks it. */
const CARE = 'select pg_try_advisory_lock(8447431125) as mine'

/** How long the connections of a start that was killed may still seem to live. */
const PATIENCE_MS = 3_000

/**
 * Makes sure that no other start looks after this cluster: the first to be stopped would end it for both.
 * @throws ClusterError when there is one
 */
export async function requireAlone(cluster: Cluster, dataDir: string): Promise<void> {
  const client = new pg.Client({ connectionString: cluster.url, application_name: 'vigie-care' })
  client.on('error', () => undefined)
  await client.connect()
  for (const until = Date.now() + PATIENCE_MS; ; await pause(PAUSE_MS)) {
    const { rows } = await client.query<{ mine: boolean }>(CARE)
    if (rows[0]?.mine) return
    if (Date.now() > until) break
  }
  await client.end()
  throw new ClusterError(
    `Vigie already runs on the data in ${dataDir}: stop it first, or choose another DATA_DIR.`,
  )
}

/**
 * Starts the embedded database again whenever its process dies, however often. One idle connection watches: it
 * ends the moment the process does. A database that mends itself after a crash of one of its own processes still
 * listens, and is left to it.
 * @returns stops watching; the database goes on
 */
export function keepRunning(cluster: Cluster, log: Logger): () => void {
  let watching = true
  let watcher: pg.Client | null = null
  let complained = false

  const watch = async () => {
    let failures = 0
    while (watching) {
      const refused = await untilGone()
      const runs = !watching || !refused || (await revive())
      failures = runs ? 0 : failures + 1
      await pause(Math.min(PAUSE_MS * 2 ** failures, PAUSE_MAX_MS))
    }
  }

  /** Resolves when the connection has ended; true when there is nobody who would take it. */
  async function untilGone(): Promise<boolean> {
    watcher = new pg.Client({
      connectionString: cluster.url,
      application_name: 'vigie-watch',
      connectionTimeoutMillis: SILENCE_MS,
      keepAlive: true,
    })
    const ended = new Promise((resolve) => watcher?.once('end', resolve))
    watcher.on('error', () => undefined)
    try {
      await watcher.connect()
      // After a crash nobody holds it any more.
      await watcher.query(CARE)
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ECONNREFUSED'
    }
    await ended
    return false
  }

  async function revive(): Promise<boolean> {
    try {
      await cluster.revive()
      log.warn('the database had died and runs again')
      complained = false
      return true
    } catch (error) {
      if (!complained) log.error({ err: error }, 'the database is down and does not start; it is tried again')
      complained = true
      return false
    }
  }

  void watch()
  return () => {
    watching = false
    void watcher?.end()
  }
}
