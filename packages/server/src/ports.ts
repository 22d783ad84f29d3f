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

/** What every uploaded photo becomes: two JPEGs drawn anew from its pixels, without anything else of the file. */
export interface DecodedPhoto {
  full: Uint8Array
  thumbnail: Uint8Array
  /** Pixels of the full picture. */
  width: number
  height: number
}

/** Why a file does not become a photo. */
export type PhotoRefusal =
  /** No picture of a kind that we read, or a broken one. */
  | 'UNREADABLE'
  /** More pixels than `LIMITS.photoPixelsMax`. */
  | 'TOO_MANY_PIXELS'
  /** Reading it took too long, too much memory, or killed the process that read it. */
  | 'TOO_DEMANDING'

/** Reads files that strangers sent, away from the process that serves people. */
export interface PhotoDecoder {
  /**
   * @param file path of what was uploaded
   * @throws Error when nobody can look at it now: the upload is to be tried again
   */
  decode(file: string): Promise<DecodedPhoto | { refused: PhotoRefusal }>
  close(): Promise<void>
}
