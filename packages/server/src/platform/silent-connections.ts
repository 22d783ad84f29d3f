import { Socket } from 'node:net'
import type pg from 'pg'

/**
 * Breaks a connection on which nothing has come or gone for `milliseconds`. A database host that loses its power or
 * its network ends no connection, and TCP goes on asking for a quarter of an hour; whoever waits for an answer gets
 * ETIMEDOUT instead, and the next connection goes to whatever stands behind the address by then.
 */
export function breakSilent(pool: pg.Pool, milliseconds: number): void {
  pool.on('connect', (client) => {
    const { stream } = client.connection
    if (!(stream instanceof Socket)) throw new Error('a connection to the database is a socket')
    stream.setTimeout(milliseconds, () => {
      const silence = new Error(`the database said nothing for ${milliseconds} ms`)
      stream.destroy(Object.assign(silence, { code: 'ETIMEDOUT' }))
    })
  })
}
