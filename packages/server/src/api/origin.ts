import type { IncomingHttpHeaders } from 'node:http'

/**
 * Whether a browser sent this from our own pages. Without an `Origin` it was no cross-site page; with one, it
 * must be the public address, or, where none was configured, the very host that was asked.
 */
export function isOwnOrigin(
  headers: IncomingHttpHeaders,
  publicUrl: string,
  publicUrlGiven: boolean,
): boolean {
  const { origin, host } = headers
  if (origin === undefined) return true
  if (origin === new URL(publicUrl).origin) return true
  return !publicUrlGiven && URL.canParse(origin) && new URL(origin).host === host
}
