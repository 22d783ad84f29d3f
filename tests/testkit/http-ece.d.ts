declare module 'http_ece' {
  import type { ECDH } from 'node:crypto'

  /** Decrypts a body of one content coding (RFC 8188). */
  export function decrypt(
    body: Buffer,
    how: { version: 'aes128gcm'; privateKey: ECDH; authSecret: Buffer },
  ): Buffer
}
