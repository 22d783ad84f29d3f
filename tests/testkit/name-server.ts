import { createSocket } from 'node:dgram'
import { Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'

/** What a name stands for: addresses, or another name. Called at every question. */
export type Zone = Record<string, () => string[]>

export interface NameServer {
  /** All addresses of a name, asked over the wire. */
  resolve(name: string): Promise<string[]>
  /** Every question that was asked, e.g. `rebind.test A`. */
  questions: string[]
  close(): void
}

const TYPES = { A: 1, CNAME: 5, AAAA: 28 } as const

/** A name server (RFC 1035) on this machine that says what a test wants. */
export async function startNameServer(zone: Zone): Promise<NameServer> {
  const questions: string[] = []
  const socket = createSocket('udp4')
  socket.on('message', (query, from) => {
    const { name, type, end } = readQuestion(query)
    questions.push(`${name} ${type === TYPES.A ? 'A' : 'AAAA'}`)
    const records = recordsFor(zone, name, type)
    const header = Buffer.from(query.subarray(0, 12))
    // An authoritative answer without error, or one that there is no such name.
    header.writeUInt16BE(zone[name] ? 0x8580 : 0x8583, 2)
    header.writeUInt16BE(records.length, 6)
    header.writeUInt32BE(0, 8)
    socket.send(Buffer.concat([header, query.subarray(12, end), ...records]), from.port, from.address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  const resolver = new Resolver({ timeout: 2_000, tries: 2 })
  resolver.setServers([`127.0.0.1:${socket.address().port}`])
  return {
    questions,
    async resolve(name) {
      const found = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
      const addresses = found.flatMap((it) => (it.status === 'fulfilled' ? it.value : []))
      if (addresses.length === 0)
        throw Object.assign(new Error(`no address of ${name}`), { code: 'ENOTFOUND' })
      return addresses
    },
    close: () => socket.close(),
  }
}

function readQuestion(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = []
  let at = 12
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 }
}

/** The answer, with the names on the way to it. */
function recordsFor(zone: Zone, name: string, type: number): Buffer[] {
  return (zone[name]?.() ?? []).flatMap((target) => {
    const family = isIP(target)
    if (family === 0) return [record(name, TYPES.CNAME, wireName(target)), ...recordsFor(zone, target, type)]
    if (type !== (family === 4 ? TYPES.A : TYPES.AAAA)) return []
    return [record(name, type, family === 4 ? Buffer.from(target.split('.').map(Number)) : wireV6(target))]
  })
}

function record(name: string, type: number, data: Buffer): Buffer {
  const middle = Buffer.alloc(10)
  middle.writeUInt16BE(type, 0)
  middle.writeUInt16BE(1, 2)
  middle.writeUInt16BE(data.length, 8)
  return Buffer.concat([wireName(name), middle, data])
}

const wireName = (name: string) =>
  Buffer.concat([
    ...name.split('.').map((it) => Buffer.from([it.length, ...Buffer.from(it)])),
    Buffer.from([0]),
  ])

/** `a::b` as sixteen bytes; an IPv4 at its end is written in the URL parser's hexadecimal. */
function wireV6(address: string): Buffer {
  const written = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [head = '', tail] = written.split('::')
  const groups = (part: string) => (part ? part.split(':') : [])
  const zeros = Array<string>(8 - groups(head).length - groups(tail ?? '').length).fill('0')
  const all = [...groups(head), ...(tail === undefined ? [] : zeros), ...groups(tail ?? '')]
  return Buffer.from(all.map((it) => it.padStart(4, '0')).join(''), 'hex')
}
