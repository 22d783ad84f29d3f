import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { HashingPool } from './hashing-pool.ts'

/** OWASP's argon2id profile: 19 MiB, two passes, one lane. */
const COST = { parallelism: 1, memory: 19_456, passes: 2, tagLength: 32 }

/** Half of libuv's threads; a hundred sign-ins wait about two seconds in all. */
const pool = new HashingPool(2, 100)

/**
 * Hashes a password; `argon2id$<nonce>$<tag>`, both base64url.
 * @throws CodedError UNAVAILABLE when too many wait for theirs
 */
export async function hash(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive(password, nonce)
  return `argon2id$${nonce.toString('base64url')}$${tag.toString('base64url')}`
}

/**
 * True when the password is the hashed one; takes the same time either way.
 * @throws CodedError UNAVAILABLE when too many wait for theirs
 */
export async function verify({
  hash: stored,
  password,
}: {
  hash: string
  password: string
}): Promise<boolean> {
  const [scheme, nonce, tag] = stored.split('$')
  if (scheme !== 'argon2id' || !nonce || !tag) return false
  const expected = Buffer.from(tag, 'base64url')
  const derived = await derive(password, Buffer.from(nonce, 'base64url'))
  return derived.length === expected.length && timingSafeEqual(derived, expected)
}

function derive(password: string, nonce: Buffer): Promise<Buffer> {
  const message = password.normalize('NFKC')
  return pool.run(
    () =>
      new Promise((resolve, reject) => {
        argon2('argon2id', { message, nonce, ...COST }, (error, tag) =>
          error ? reject(error) : resolve(tag),
        )
      }),
  )
}
