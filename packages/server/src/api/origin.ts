import type { IncomingHttpHeaders } from 'node:http'

/**
 * Whether a browser sent this from our own pages, or no browser did. `Origin` must be the public address, or,
 * where none was configured, the very host that was asked. Without one the browser's `Sec-Fetch-Site` decides
 * (navigations carry no origin), and an app that is no browser sends neither.
 */
export function isOwnOrigin(
  headers: IncomingHttpHeaders,
  publicUrl: string,
  publicUrlGiven: boolean,
): boolean {
  const { origin, host, 'sec-fetch-site': site = 'none' } = headers
  if (origin === undefined) return site === 'same-origin' || site === 'none'
  if (origin === new URL(publicUrl).origin) return true
  return !publicUrlGiven && URL.canParse(origin) && new URL(origin).host === host
}
