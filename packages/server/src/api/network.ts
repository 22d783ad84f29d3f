import type { IncomingMessage } from 'node:http'
import { isIPv4, isIPv6 } from 'node:net'
import { compile, default as proxyAddress } from '@fastify/proxy-addr'
import type { App } from '../platform/app.ts'
import { createSealer } from '../platform/sealing.ts'

/** Gives the network that a request came from, as a keyed hash: the address itself is kept nowhere. */
export type NetworkOf = (request: IncomingMessage) => string

/** Behind a trusted proxy the address is the last one in X-Forwarded-For that is not a proxy's. */
export function createNetworkOf({ config, secrets }: App): NetworkOf {
  const isTrusted = compile(config.trustProxy)
  const sealer = createSealer(secrets.sealing)
  return (request) => sealer.blindIndex(`network ${networkOfAddress(proxyAddress(request, isTrusted))}`)
}

/**
 * The network of one subscriber line: an IPv4 address, or the /64 of an IPv6 address, within which a device changes
 * its own address as it likes (RFC 8981).
 */
export function networkOfAddress(address: string): string {
  const plain = address.replace(/%.*$/, '').toLowerCase()
  const mapped = plain.replace(/^::ffff:(?=[\d.]+$)/, '')
  if (isIPv4(mapped)) return mapped
  if (!isIPv6(plain)) return 'unknown'
  const [head = '', tail] = plain.split('::')
  const before = head.split(':').filter(Boolean)
  const after = tail?.split(':').filter(Boolean) ?? []
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  const groups = [...before, ...zeros, ...after].slice(0, 4).map((it) => Number.parseInt(it, 16).toString(16))
  return `${groups.join(':')}::/64`
}
