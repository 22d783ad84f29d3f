import { connect, createServer, type Socket } from 'node:net'

/** What the network does to one connection. */
export type Fate =
  | { kind: 'honest' }
  /** Everything is passed on, later. */
  | { kind: 'delay'; milliseconds: number }
  /** The line is cut once this many bytes have gone up (the request), or come down (the reply). */
  | { kind: 'cut'; way: 'up' | 'down'; after: number }
  /** The request arrives and is answered; the answer goes nowhere, and the line is cut. */
  | { kind: 'drop the reply' }
  /** Everything is taken, nothing is passed on, nobody answers, and the line stays open. */
  | { kind: 'blackhole' }
  /** The request waits until one that came later has been answered. */
  | { kind: 'overtaken' }

export interface LyingProxy {
  url: string
  /** How many connections met which fate. */
  readonly met: Map<Fate['kind'], number>
  close(): Promise<void>
}

/** Nobody waits longer than this for somebody who would overtake: there may be none. */
const OVERTAKEN_MS = 500

/**
 * A TCP proxy that lies as networks do. Each connection meets the fate that `fateOf` draws for it; bytes that are
 * passed on are passed on unchanged.
 * @param target the address of the server behind it, `http://host:port`
 */
export async function startLyingProxy(target: string, fateOf: () => Fate): Promise<LyingProxy> {
  const { hostname, port } = new URL(target)
  const met = new Map<Fate['kind'], number>()
  const sockets = new Set<Socket>()
  const overtaken = new Set<() => void>()

  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
    return socket
  }

  const server = createServer((near) => {
    const fate = fateOf()
    met.set(fate.kind, (met.get(fate.kind) ?? 0) + 1)
    keep(near)
    if (fate.kind === 'blackhole') return void near.resume()
    const far = keep(connect(Number(port), hostname))
    const cut = () => {
      near.destroy()
      far.destroy()
    }
    near.on('close', () => far.destroy())
    // What was delayed is still on its way when the server has hung up.
    const late = fate.kind === 'delay' ? fate.milliseconds + 1 : 0
    far.on('close', () => setTimeout(() => near.destroySoon(), late))
    up(near, far, fate, cut)
    down(near, far, fate, cut)
  })

  function up(near: Socket, far: Socket, fate: Fate, cut: () => void): void {
    if (fate.kind === 'overtaken') {
      const go = () => {
        overtaken.delete(go)
        clearTimeout(patience)
        near.pipe(far)
      }
      const patience = setTimeout(go, OVERTAKEN_MS)
      overtaken.add(go)
    } else if (fate.kind === 'delay') {
      near.on('data', (bytes) => setTimeout(() => far.write(bytes), fate.milliseconds))
    } else if (fate.kind === 'cut' && fate.way === 'up') passUntil(near, far, fate.after, cut)
    else near.pipe(far)
  }

  function down(near: Socket, far: Socket, fate: Fate, cut: () => void): void {
    if (fate.kind === 'drop the reply') far.once('data', cut)
    else if (fate.kind === 'delay') {
      far.on('data', (bytes) => setTimeout(() => near.write(bytes), fate.milliseconds))
    } else if (fate.kind === 'cut' && fate.way === 'down') passUntil(far, near, fate.after, cut)
    else far.pipe(near)
    // Whoever was waiting to be overtaken has been, by this answer.
    if (fate.kind !== 'overtaken') far.once('data', () => [...overtaken][0]?.())
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    met,
    close() {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** Passes on `limit` bytes, then cuts the line. */
function passUntil(from: Socket, to: Socket, limit: number, cut: () => void): void {
  let left = limit
  from.on('data', (bytes) => {
    const part = bytes.subarray(0, left)
    left -= part.length
    if (left > 0) to.write(part)
    else to.write(part, cut)
  })
}
