/** Tells the other tabs of a sign-out: what they hold in memory must not be kept on this device again. */
const CHANNEL = 'vigie-session'
const SIGNED_OUT = 'signed-out'

let channel: BroadcastChannel | null = null

/** To be called when the session has ended, before this device is wiped. */
export function tellOtherTabsOfSignOut(): void {
  openChannel()?.postMessage(SIGNED_OUT)
}

/** Calls `listener` when somebody signs out in another tab; returns how to stop. */
export function onSignedOutElsewhere(listener: () => void): () => void {
  const opened = openChannel()
  const hear = ({ data }: MessageEvent<unknown>) => {
    if (data === SIGNED_OUT) listener()
  }
  opened?.addEventListener('message', hear)
  return () => opened?.removeEventListener('message', hear)
}

/** One for the tab: a channel does not hear its own messages. */
function openChannel(): BroadcastChannel | null {
  if (typeof BroadcastChannel !== 'undefined') channel ??= new BroadcastChannel(CHANNEL)
  return channel
}
