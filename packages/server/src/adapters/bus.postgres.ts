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
  let client: pg.Client | null = null
  let closed = false

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, application_name: 'vigie-bell', keepAlive: true })
    next.on('notification', ring)
    next.on('error', (error) => log.warn({ err: error.message }, 'the bell lost its connection'))
    next.on('end', () => {
      if (!closed) setTimeout(reconnect, 500 + Math.random() * 500)
    })
    await next.connect()
    await next.query(`listen ${pg.escapeIdentifier(channel)}`)
    client = next
    ring()
  }
  const reconnect = () => {
    if (closed) return
    connect().catch((error) => {
      log.warn({ err: error.message }, 'the bell could not connect')
      setTimeout(reconnect, 1000)
    })
  }
  await connect()
  return {
    async close() {
      closed = true
      await client?.end()
    },
  }
}
