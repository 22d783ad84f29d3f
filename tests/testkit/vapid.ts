import { createECDH, createPublicKey, verify } from 'node:crypto'

/** Who signed a push message. */
export interface Signer {
  /** The application server's key, base64url. */
  publicKey: string
  subject: string
}

/** The pair of keys by which an application server is known (RFC 8292), base64url. */
export function newVapidKeys(): { publicKey: string; privateKey: string } {
  const key = createECDH('prime256v1')
  return { publicKey: key.generateKeys('base64url'), privateKey: key.getPrivateKey('base64url') }
}

/**
 * Checks the `Authorization` of a push message as RFC 8292 asks of a push service.
 * @param audience the origin of the push service
 * @throws Error naming what is wrong
 */
export function verifyVapid(authorization: string | undefined, audience: string): Signer {
  const [, token, publicKey] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization ?? '') ?? []
  const [header, claims, signature] = token?.split('.') ?? []
  if (!header || !claims || !signature || !publicKey) throw new Error('no VAPID token')
  if (read(header).alg !== 'ES256') throw new Error('not signed by ES256')
  const point = Buffer.from(publicKey, 'base64url')
  const key = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33, 65).toString('base64url'),
    },
  })
  const signed = Buffer.from(`${header}.${claims}`)
  const genuine = verify(
    'sha256',
    signed,
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  if (!genuine) throw new Error('the signature is not of this key')
  const { aud, exp, sub } = read(claims)
  if (aud !== audience) throw new Error(`meant for ${aud}`)
  const left = Number(exp) - Date.now() / 1000
  if (!(left > 0 && left <= 86_400)) throw new Error('expired, or valid for more than a day')
  if (!/^(mailto:|https:)/.test(String(sub))) throw new Error('nobody to write to')
  return { publicKey, subject: String(sub) }
}

const read = (part: string): Record<string, unknown> => JSON.parse(Buffer.from(part, 'base64url').toString())
