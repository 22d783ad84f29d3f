import { lookup } from 'node:dns/promises'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { networkInterfaces } from 'node:os'

/** IPv4 that is not for everybody (IANA's registry of special-purpose addresses). */
const SPECIAL_V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const

/** Within global unicast: Teredo and the like, documentation, 6to4. Each but documentation carries an IPv4 inside. */
const SPECIAL_V6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const

const special = new BlockList()
for (const [net, prefix] of SPECIAL_V4) special.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of SPECIAL_V6) special.addSubnet(net, prefix, 'ipv6')

/** The only IPv6 in use for everybody. Mapped, NAT64, unique local and link-local addresses lie outside. */
const globalUnicast = new BlockList()
globalUnicast.addSubnet('2000::', 3, 'ipv6')

/** Whether an address is somebody else's, out on the internet: not special, and none of this machine's own. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 0) return false
  if (family === 6 && !globalUnicast.check(address, 'ipv6')) return false
  if (special.check(address, family === 6 ? 'ipv6' : 'ipv4')) return false
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
  return !own.some((it) => it.address === address)
}

/** All addresses of a name, as the system resolves it. */
export async function resolveName(name: string): Promise<string[]> {
  return (await lookup(name, { all: true })).map((it) => it.address)
}

/**
 * A look-up for sockets: what it admits is what the socket connects to, so a name that changes its mind between a
 * check and the connection gains nothing. One address that is not admitted is enough to refuse the name.
 * It fails with the code `EPRIVATE`.
 */
export function lookupAdmitted(
  resolve: (name: string) => Promise<string[]>,
  admits: (address: string) => boolean,
): LookupFunction {
  return (name, options, done) => {
    resolve(name).then(
      (addresses) => {
        const [first] = addresses
        if (first === undefined || !addresses.every(admits)) {
          return done(Object.assign(new Error('not a public address'), { code: 'EPRIVATE' }), '')
        }
        if (!options.all) return done(null, first, isIP(first))
        done(
          null,
          addresses.map((address) => ({ address, family: isIP(address) })),
        )
      },
      (error: NodeJS.ErrnoException) => done(error, ''),
    )
  }
}
