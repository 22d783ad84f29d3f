/** Tells every tab and the service worker that the outbox changed, so that badges and screens stay true. */
const CHANNEL = 'vigie-outbox'

const listeners = new Set<() => void>()
let channel: BroadcastChannel | null = null

/** To be called after every committed change. */
export function announceChange(): void {
  notify()
  openChannel()?.postMessage('changed')
}

/** Calls `listener` after every change, made here or in another tab; returns how to stop. */
export function onOutboxChange(listener: () => void): () => void {
  listeners.add(listener)
  openChannel()
  return () => listeners.delete(listener)
}

function notify(): void {
  for (const listener of [...listeners]) listener()
}

function openChannel(): BroadcastChannel | null {
  if (channel || typeof BroadcastChannel === 'undefined') return channel
  channel = new BroadcastChannel(CHANNEL)
  channel.onmessage = notify
  return channel
}
