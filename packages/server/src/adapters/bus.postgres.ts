import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from 'pino'

export interface Bell {
  close(): Promise<void>
}

/**
 * Listens on one channel with a connection of its own, and rings at each notification and after each
 * reconnection: what was missed while it was away is found by whoever is woken.
 */
export async function listenForBell(
  url: string,
  channel: string,
  log: Logger,
  ring: () => void,
): Promise<Bell> {
  let ended: Promise<unknown>
  const open = async (): Promise<pg.Client> => {
    const next = new pg.Client({
      connectionString: url,
      application_name: 'vigie-bell',
      // A host that is gone is noticed after this and ten seconds more; the system would wait for two hours.
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
    })
    ended = new Promise((resolve) => next.once('end', resolve))
    next.on('notification', ring)
    next.on('error', (error) => log.warn({ err: error.message }, 'the bell lost its connection'))
    try {
      await next.connect()
      await next.query(`listen ${pg.escapeIdentifier(channel)}`)
    } catch (error) {
      await next.end()
      throw error
    }
    ring()
    return next
  }

  let closed = false
  let client = await open()
  /** One after the other, so that an outage leaves one connection behind and not one per attempt. */
  const stayConnected = async () => {
    while (!closed) {
      await ended
      for (let away = true; away && !closed; ) {
        await pause(500 + Math.random() * 500)
        await open().then(
          (next) => {
            client = next
            away = false
          },
          (error) => log.warn({ err: error.message }, 'the bell could not connect'),
        )
      }
    }
    await client.end()
  }
  const stopped = stayConnected()
  return {
    async close() {
      closed = true
      await client.end()
      await stopped
    },
  }
}
