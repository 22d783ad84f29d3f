import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * The session token in these cookies, if it is one that we signed (better-auth: `<token>.<HMAC-SHA-256, base64>`,
 * percent-encoded).
 * @param name of the cookie
 * @returns null without the cookie, or when its signature is not ours
 */
export function readSessionToken(cookies: string, name: string, secret: string): string | null {
  const prefix = `${name}=`
  const cookie = cookies.split(/; */).find((it) => it.startsWith(prefix))
  if (!cookie) return null
  const [, token, signature] = /^(.+)\.([^.]+)$/.exec(decode(cookie.slice(prefix.length))) ?? []
  if (!token || !signature) return null
  const expected = createHmac('sha256', secret).update(token).digest()
  const given = Buffer.from(signature, 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
