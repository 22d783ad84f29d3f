import { createPrivateKey, sign } from 'node:crypto'

export interface VapidKeys {
  /** Base64url: the uncompressed point, and the scalar. */
  publicKey: string
  privateKey: string
  /** `mailto:` or `https:` of whoever runs this server. */
  subject: string
}

/** Seconds that a signature is good for; RFC 8292 allows a day. */
const VALID_SECONDS = 12 * 3600

/** Seconds before the end at which a new one is made: the service's clock may be ahead of ours. */
const MARGIN_SECONDS = 3600

/** Push services whose signature is remembered; nobody has as many. */
const SERVICES_MAX = 200

/**
 * Signs for push services who sends (VAPID, RFC 8292). What is signed names the service and not the message, so one
 * signature serves all messages of half a day.
 * @returns the `Authorization` for an origin such as `https://fcm.googleapis.com`
 */
export function createVapid({ publicKey, privateKey, subject }: VapidKeys): (origin: string) => string {
  const point = Buffer.from(publicKey, 'base64url')
  const key = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      d: privateKey,
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  })
  const made = new Map<string, { header: string; renewAt: number }>()

  return (origin) => {
    const now = Math.floor(Date.now() / 1000)
    const known = made.get(origin)
    if (known && now < known.renewAt) return known.header
    const claims = { aud: origin, exp: now + VALID_SECONDS, sub: subject }
    const signed = `${encode({ typ: 'JWT', alg: 'ES256' })}.${encode(claims)}`
    const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' })
    const header = `vapid t=${signed}.${signature.toString('base64url')}, k=${publicKey}`
    if (made.size >= SERVICES_MAX) made.clear()
    made.set(origin, { header, renewAt: now + VALID_SECONDS - MARGIN_SECONDS })
    return header
  }
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
