/** What the senders need of the world around them; tests put a real server and a false clock behind it. */
export interface SenderPorts {
  /** Own origin, without a slash at the end. */
  origin: string
  fetch: typeof fetch
  /** Undefined in browsers without Web Locks: then only this page's own sending is serialised. */
  locks: LockManager | undefined
  /** Milliseconds since 1970 by the phone's clock; only differences of it are trusted. */
  now: () => number
  random: () => number
  /** Longest wait for an answer to a text. */
  textTimeoutMs: number
  /** Longest wait for an answer to one piece of a photo; what arrived of it counts all the same. */
  photoTimeoutMs: number
}

/** The ports of a page or a service worker. */
export function browserPorts(): SenderPorts {
  return {
    origin: location.origin,
    fetch: (input, init) => fetch(input, init),
    locks: typeof navigator === 'undefined' ? undefined : navigator.locks,
    now: () => Date.now(),
    random: () => Math.random(),
    textTimeoutMs: 20_000,
    photoTimeoutMs: 60_000,
  }
}
