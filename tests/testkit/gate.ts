import { connect, createServer, type Socket } from 'node:net'
import type { TestDatabase } from './database.ts'

/** A way to the database that can be shut. */
export interface Gate {
  /** The same database, through the gate. */
  database: TestDatabase
  /** Cuts every connection and takes no new one, as if the machine were gone. */
  shut(): Promise<void>
  open(): Promise<void>
  /**
   * Passes nothing on any more and closes nothing, as when the machine behind loses its power; or lets new connections
   * through, as when another machine has taken over its address. Those that were there stay silent.
   */
  mute(isMute: boolean): void
}

export async function gateTo(database: TestDatabase): Promise<Gate> {
  const target = new URL(database.url)
  const sockets = new Set<Socket>()
  let isMute = false
  const server = createServer((near) => {
    if (isMute) {
      sockets.add(near)
      return void near.on('error', () => near.destroy()).resume()
    }
    const far = connect(Number(target.port), target.hostname)
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket)
      socket.pipe(other)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
  })
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  await listen(0)
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const url = new URL(target)
  url.host = `127.0.0.1:${port}`
  return {
    database: { ...database, url: url.href },
    shut() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      return closed
    },
    open: () => listen(port),
    mute(now) {
      isMute = now
      if (now) for (const socket of sockets) socket.unpipe().resume()
    },
  }
}
