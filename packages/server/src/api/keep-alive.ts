import type { WebSocket, WebSocketServer } from 'ws'

/** Seconds between two pings to one socket; who has not answered by the next one is gone. */
const EVERY_SECONDS = 12

/**
 * Notices sockets that died without a word. One timer for all of them, which each second turns to the next of
 * twelve groups: thousands of sockets neither hold thousands of timers nor are pinged in one breath.
 * @returns stops it
 */
export function keepAlive(wss: WebSocketServer): () => void {
  const groups = Array.from({ length: EVERY_SECONDS }, () => new Set<WebSocket>())
  const silent = new WeakSet<WebSocket>()
  let turn = 0
  wss.on('connection', (socket) => {
    // The group that has just had its turn: its first ping comes when it is twelve seconds old.
    const group = groups[turn % EVERY_SECONDS]
    group?.add(socket)
    socket.on('pong', () => silent.delete(socket))
    socket.once('close', () => group?.delete(socket))
  })
  const timer = setInterval(() => {
    turn += 1
    for (const socket of groups[turn % EVERY_SECONDS] ?? []) {
      if (silent.has(socket)) socket.terminate()
      else if (socket.readyState === socket.OPEN) {
        silent.add(socket)
        socket.ping()
      }
    }
  }, 1_000)
  return () => clearInterval(timer)
}
