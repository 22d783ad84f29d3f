import type { IncomingHttpHeaders } from 'node:http'
import { Agent, request } from 'node:https'
import { isIP } from 'node:net'
import type { PushOutcome, PushPort } from '../ports.ts'
import { isPublicAddress, lookupAdmitted, resolveName } from './public-address.ts'
import { encryptMessage } from './push-encryption.ts'
import { createVapid, type VapidKeys } from './vapid.ts'

export interface WebPushSettings extends VapidKeys {
  /** `host:port` entries that may be private addresses: named by the operator. */
  trustedHosts: string[]
  /** Certificate authority of the trusted hosts, PEM; without it the system's. */
  ca?: string
  /** Milliseconds for one message, from the first byte to the answer's last. */
  timeoutMs?: number
  /** All addresses of a name. */
  resolve?: (name: string) => Promise<string[]>
  /** Whether an address that nobody vouches for may be connected to. */
  admits?: (address: string) => boolean
}

/** Bytes of an answer that are read so that its connection can be used again; nobody reads what they say. */
const ANSWER_MAX = 8_192

interface Answer {
  status: number
  headers: IncomingHttpHeaders
}

/** Encrypted (aes128gcm, RFC 8291) and signed (VAPID, RFC 8292) messages to real push services. */
export function createWebPush(settings: WebPushSettings): PushPort {
  const { trustedHosts, ca, timeoutMs = 15_000, resolve = resolveName, admits = isPublicAddress } = settings
  const authorizationFor = createVapid(settings)
  const connections = { keepAlive: true, maxSockets: 50 }
  const admitted = new Agent({ ...connections, lookup: lookupAdmitted(resolve, admits), ca })
  const anywhere = new Agent({ ...connections, ca })

  return {
    async send(target, payload, { ttl, urgency, topic }): Promise<PushOutcome> {
      const url = URL.parse(target.endpoint)
      if (url?.protocol !== 'https:' || url.username || url.password) {
        return { outcome: 'refused', reason: 'endpoint is not of the form https://…' }
      }
      const trusted = trustedHosts.includes(url.host)
      // An address needs no look-up, so none would be checked; an IPv6 one stands in brackets.
      const literal = url.hostname.replace(/^\[|\]$/g, '')
      if (!trusted && isIP(literal) && !admits(literal)) {
        return { outcome: 'refused', reason: 'endpoint is not a public address' }
      }
      try {
        const body = encryptMessage(payload, target)
        const headers = {
          authorization: authorizationFor(url.origin),
          'content-encoding': 'aes128gcm',
          'content-type': 'application/octet-stream',
          'content-length': body.length,
          ttl,
          urgency,
          topic,
        }
        return outcomeOf(await post(url, headers, body, trusted ? anywhere : admitted, timeoutMs))
      } catch (error) {
        return failureOf(error as NodeJS.ErrnoException)
      }
    },
  }
}

/** Follows nothing and keeps nothing: a redirect is an answer like any other, and its body is not waited for. */
function post(
  url: URL,
  headers: Record<string, string | number>,
  body: Buffer,
  agent: Agent,
  timeoutMs: number,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs)
    const asking = request(url, { method: 'POST', headers, agent, signal }, (response) => {
      resolve({ status: response.statusCode ?? 0, headers: response.headers })
      let heard = 0
      response.on('data', (chunk: Buffer) => {
        heard += chunk.length
        if (heard > ANSWER_MAX) response.destroy()
      })
      // Cut off while it talks, by us or by them: what counts was said before.
      response.on('error', () => undefined)
    })
    asking.on('error', reject)
    asking.end(body)
  })
}

function outcomeOf({ status, headers }: Answer): PushOutcome {
  if (status >= 200 && status < 300) return { outcome: 'accepted' }
  if (status === 404 || status === 410) return { outcome: 'gone' }
  if (status === 429 || status >= 500) {
    return { outcome: 'later', reason: `HTTP ${status}`, retryAfter: Number(headers['retry-after']) || null }
  }
  return { outcome: 'refused', reason: `HTTP ${status}` }
}

function failureOf({ code = 'unknown fault' }: NodeJS.ErrnoException): PushOutcome {
  if (code === 'EPRIVATE') return { outcome: 'refused', reason: 'endpoint resolves to a private address' }
  if (code.startsWith('ERR_CRYPTO'))
    return { outcome: 'refused', reason: 'nothing can be encrypted to its key' }
  const reason = code === 'ABORT_ERR' ? 'no answer in time' : code
  return { outcome: 'later', reason, retryAfter: null }
}
