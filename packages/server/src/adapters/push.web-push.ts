import { lookup } from 'node:dns'
import { Agent } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import webPush, { WebPushError } from 'web-push'
import type { PushOutcome, PushPort } from '../ports.ts'

export interface WebPushSettings {
  publicKey: string
  privateKey: string
  /** `mailto:` or `https:` of whoever runs this server (RFC 8292). */
  subject: string
  /** `host:port` entries that may be private addresses: named by the operator. */
  trustedHosts: string[]
  /** Certificate authority of the trusted hosts, PEM; without it the system's. */
  ca?: string
  /** Milliseconds of silence after which a service counts as away. */
  timeoutMs?: number
}

/** Encrypted (aes128gcm, RFC 8291) and signed (VAPID, RFC 8292) messages to real push services. */
export function createWebPush(settings: WebPushSettings): PushPort {
  const publicOnly = new Agent({ keepAlive: true, maxSockets: 50, lookup: lookupPublic })
  const { publicKey, privateKey, subject, trustedHosts, ca, timeoutMs = 15_000 } = settings
  const anywhere = new Agent({ keepAlive: true, maxSockets: 50, ca })
  return {
    async send(target, payload, options): Promise<PushOutcome> {
      const { host, hostname, href } = new URL(target.endpoint)
      const trusted = trustedHosts.includes(host)
      // An address needs no look-up, so none would be checked; an IPv6 one stands in brackets.
      if (!trusted && isIP(hostname.replace(/^\[|\]$/g, ''))) {
        return { outcome: 'refused', reason: 'endpoint is an address, not a name' }
      }
      try {
        await webPush.sendNotification(
          { endpoint: href, keys: { p256dh: target.p256dh, auth: target.auth } },
          payload,
          {
            vapidDetails: { publicKey, privateKey, subject },
            contentEncoding: 'aes128gcm',
            TTL: options.ttl,
            urgency: options.urgency,
            topic: options.topic,
            timeout: timeoutMs,
            agent: trusted ? anywhere : publicOnly,
          },
        )
        return { outcome: 'accepted' }
      } catch (error) {
        return outcomeOf(error)
      }
    },
  }
}

function outcomeOf(error: unknown): PushOutcome {
  if (!(error instanceof WebPushError)) {
    const code = (error as NodeJS.ErrnoException).code ?? 'no answer in time'
    if (code === 'EPRIVATE') return { outcome: 'refused', reason: 'endpoint resolves to a private address' }
    if (code.startsWith('ERR_CRYPTO'))
      return { outcome: 'refused', reason: 'nothing can be encrypted to its key' }
    return { outcome: 'later', reason: code, retryAfter: null }
  }
  const { statusCode, headers } = error
  if (statusCode === 404 || statusCode === 410) return { outcome: 'gone' }
  if (statusCode === 429 || statusCode >= 500) {
    return {
      outcome: 'later',
      reason: `HTTP ${statusCode}`,
      retryAfter: Number(headers['retry-after']) || null,
    }
  }
  return { outcome: 'refused', reason: `HTTP ${statusCode}` }
}

const PRIVATE = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  PRIVATE.addSubnet(net, prefix, 'ipv4')
}
for (const [net, prefix] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  PRIVATE.addSubnet(net, prefix, 'ipv6')
}

/** Resolves as the socket is opened, so that a name that changes its mind in between gains nothing. */
const lookupPublic: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '')
    const inside = addresses.find(({ address, family }) =>
      PRIVATE.check(address, family === 6 ? 'ipv6' : 'ipv4'),
    )
    if (inside) return done(Object.assign(new Error('private address'), { code: 'EPRIVATE' }), '')
    const [first] = addresses
    if (options.all) return done(null, addresses)
    done(null, first?.address ?? '', first?.family)
  })
}
