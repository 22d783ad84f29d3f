import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** Encrypts what identifies a person, and finds it again without decrypting. */
export interface Sealer {
  /** AES-256-GCM; base64url of nonce, tag and ciphertext. */
  seal(plain: string): string
  open(sealed: string): string
  /** A keyed hash for look-up: the same text always gives the same one, and nothing can be read back. */
  blindIndex(plain: string): string
}

/** Derives both keys from the installation's sealing secret (HKDF-SHA-256, RFC 5869). */
export function createSealer(secret: string): Sealer {
  const key = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', `vigie ${purpose}`, 32))
  const sealingKey = key('seal')
  const indexKey = key('blind index')
  return {
    seal(plain) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce)
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', sealingKey, bytes.subarray(0, 12))
      decipher.setAuthTag(bytes.subarray(12, 28))
      return decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8')
    },
    blindIndex: (plain) => createHmac('sha256', indexKey).update(plain, 'utf8').digest('hex'),
  }
}
