import { STREAM_CLOSE } from '@vigie/schema'
import type { WebSocket } from 'ws'
import type { Revocation } from '../alerts/stream.reads.ts'
import type { Viewer } from '../identity/viewer.ts'

/** Longest delay that a Node timer takes. */
const TIMER_MAX_MS = 2 ** 31 - 1

/** The open sockets of this process, by session and person, so that a lost right closes them at once. */
export class OpenSockets {
  readonly #sockets = new Map<WebSocket, Viewer>()
  /** For each socket that is being let in: what was revoked since it was asked who it is. */
  readonly #arriving = new Set<Revocation[]>()

  /** Lets in whom `load` knows, unless the right was lost while it read. */
  async admit(socket: WebSocket, load: () => Promise<Viewer | null>): Promise<void> {
    const meanwhile: Revocation[] = []
    this.#arriving.add(meanwhile)
    try {
      const viewer = await load()
      if (!viewer) socket.close(STREAM_CLOSE.UNAUTHENTICATED, 'Sign in first')
      else if (meanwhile.some((it) => concerns(it, viewer))) forbid(socket)
      else this.#add(socket, viewer)
    } finally {
      this.#arriving.delete(meanwhile)
    }
  }

  #add(socket: WebSocket, viewer: Viewer): void {
    this.#sockets.set(socket, viewer)
    const left = Math.min(viewer.sessionExpiresAt.getTime() - Date.now(), TIMER_MAX_MS)
    const expiry = setTimeout(() => socket.close(STREAM_CLOSE.UNAUTHENTICATED, 'Session expired'), left)
    socket.once('close', () => {
      clearTimeout(expiry)
      this.#sockets.delete(socket)
    })
  }

  viewerOf(socket: WebSocket): Viewer | null {
    return this.#sockets.get(socket) ?? null
  }

  close(revocation: Revocation): void {
    for (const meanwhile of this.#arriving) meanwhile.push(revocation)
    for (const [socket, viewer] of this.#sockets) {
      if (!concerns(revocation, viewer)) continue
      this.#sockets.delete(socket)
      forbid(socket)
    }
  }
}

const concerns = ({ sessionId, personId }: Revocation, viewer: Viewer) =>
  viewer.sessionId === sessionId || viewer.personId === personId

const forbid = (socket: WebSocket) => socket.close(STREAM_CLOSE.FORBIDDEN, 'Session or right revoked')
