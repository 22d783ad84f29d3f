/** Where a push message goes: what the browser handed out (RFC 8030, RFC 8291). */
export interface PushTarget {
  endpoint: string
  p256dh: string
  auth: string
}

export interface PushOptions {
  /** Seconds that the push service may keep it for a device that is away. */
  ttl: number
  urgency: 'very-low' | 'low' | 'normal' | 'high'
  /** A newer message of the same topic replaces one that still waits (RFC 8030, section 5.4). */
  topic: string
}

/** What became of one message to one device. */
export type PushOutcome =
  | { outcome: 'accepted' }
  /** 404 or 410: the device is gone for good. */
  | { outcome: 'gone' }
  /** The service will never take this message. */
  | { outcome: 'refused'; reason: string }
  /** Worth another try; `retryAfter` in seconds when the service said so. */
  | { outcome: 'later'; reason: string; retryAfter: number | null }

/** Sends encrypted push messages. */
export interface PushPort {
  send(target: PushTarget, payload: string, options: PushOptions): Promise<PushOutcome>
}

/** Keeps files by key. Keys are `<town>/<photo>[.thumbnail]`; a put replaces. */
export interface PhotoStorage {
  put(key: string, bytes: Uint8Array): Promise<void>
  /** The bytes, or null when there is no such key. */
  get(key: string): Promise<Uint8Array | null>
}
