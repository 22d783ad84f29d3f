import { createECDH, randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { decrypt } from 'http_ece'
import { generate } from 'selfsigned'
import { PATIENCE_MS } from './form.ts'
import { verifyVapid } from './vapid.ts'

/** What a browser's PushManager hands out. */
export interface Subscription {
  endpoint: string
  keys: { p256dh: string; auth: string }
}

/** One message that was taken, as the device reads it. */
export interface Received {
  endpoint: string
  payload: string
  headers: IncomingHttpHeaders
  /** When it was taken, milliseconds of this machine's clock. */
  at: number
}

/** A push service as browsers' vendors run them: it checks who sends (RFC 8292) and takes aes128gcm (RFC 8291). */
export interface PushService {
  /** `localhost:<port>`, as PUSH_SERVICES names it. */
  host: string
  /** The certificate that whoever sends must trust, PEM. */
  ca: string
  /** A new device. With an application server's key it takes messages of nobody else. */
  subscribe(applicationServerKey?: string): Subscription
  /** What was taken, decrypted with the device's keys, in the order it came. */
  received: Received[]
  /** What was refused for being wrong, and why. */
  refused: string[]
  /** From now on this device is answered so; `hang` takes the request and never answers, `talk` never ends. */
  respondWith(endpoint: string, status: number | 'hang' | 'talk', headers?: Record<string, string>): void
  /** What was said to whom it talks, and whether they still listen. */
  talk: { bytes: number; cutOff: boolean }
  /** From now on every answer comes this many milliseconds after the message was taken. */
  slowDown(milliseconds: number): void
  /** The messages to one device, once there are `count`; fails in the end. */
  waitFor(endpoint: string, count?: number): Promise<Received[]>
  close(): Promise<void>
}

interface Device {
  key: ReturnType<typeof createECDH>
  auth: Buffer
  sender: string | undefined
  answer: { status: number | 'hang' | 'talk'; headers: Record<string, string> }
}

const CREATED = { status: 201, headers: {} }

/** Starts one on a free port of this machine, with a certificate of its own. */
export async function startPushService(): Promise<PushService> {
  const devices = new Map<string, Device>()
  const received: Received[] = []
  const refused: string[] = []
  const waiting = new Set<() => void>()
  const talk = { bytes: 0, cutOff: false }
  let slowness = 0
  const certificate = await selfSignedCertificate()

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const endpoint = origin + request.url
    const device = devices.get(endpoint)
    const body = await buffer(request)
    if (!device) return void response.writeHead(404).end()
    const { status, headers } = device.answer
    if (status === 'hang') return
    if (status === 'talk') return talkTo(response, talk)
    if (status >= 300) return void response.writeHead(status, headers).end()
    try {
      const { publicKey } = verifyVapid(request.headers.authorization, origin)
      if (device.sender && publicKey !== device.sender) throw new Error('subscribed by another server')
      const payload = read(device, request.headers, body)
      received.push({ endpoint, payload, headers: request.headers, at: Date.now() })
      if (slowness > 0) await pause(slowness)
      response.writeHead(status, headers).end()
    } catch (error) {
      refused.push((error as Error).message)
      response.writeHead(403).end()
    }
    for (const wake of waiting) wake()
  }

  const server = createServer({ key: certificate.private, cert: certificate.cert }, (request, response) => {
    take(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const host = `localhost:${typeof address === 'object' && address ? address.port : 0}`
  const origin = `https://${host}`
  return {
    host,
    ca: certificate.cert,
    received,
    refused,
    talk,
    subscribe(applicationServerKey) {
      const key = createECDH('prime256v1')
      const p256dh = key.generateKeys().toString('base64url')
      const auth = randomBytes(16)
      const endpoint = `${origin}/push/${randomBytes(12).toString('base64url')}`
      devices.set(endpoint, { key, auth, sender: applicationServerKey, answer: CREATED })
      return { endpoint, keys: { p256dh, auth: auth.toString('base64url') } }
    },
    respondWith(endpoint, status, headers = {}) {
      const device = devices.get(endpoint)
      if (!device) throw new Error(`no such device: ${endpoint}`)
      device.answer = { status, headers }
    },
    slowDown(milliseconds) {
      slowness = milliseconds
    },
    async waitFor(endpoint, count = 1) {
      const deadline = Date.now() + PATIENCE_MS
      for (;;) {
        const found = received.filter((it) => it.endpoint === endpoint)
        if (found.length >= count) return found
        const left = deadline - Date.now()
        if (left <= 0) throw new Error(`waited in vain for ${count} messages; refused: ${refused.join(', ')}`)
        await wokenOrAfter(left, waiting)
      }
    },
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** Takes the message and never comes to an end. */
function talkTo(response: ServerResponse, talk: PushService['talk']): void {
  const word = Buffer.alloc(16_384, 'x')
  const go = () => {
    while (!response.destroyed && response.write(word)) talk.bytes += word.length
  }
  response.writeHead(201)
  response.on('drain', go).on('error', () => undefined)
  response.on('close', () => {
    talk.cutOff = true
  })
  go()
}

/** The plain text, or an error that says why it is none. */
function read(device: Device, headers: IncomingHttpHeaders, body: Buffer): string {
  if (headers['content-encoding'] !== 'aes128gcm') throw new Error('not aes128gcm')
  if (body.length > 4096) throw new Error('larger than a push service takes')
  if (!/^\d+$/.test(String(headers.ttl))) throw new Error('no TTL')
  return decrypt(body, { version: 'aes128gcm', privateKey: device.key, authSecret: device.auth }).toString()
}

function wokenOrAfter(milliseconds: number, waiting: Set<() => void>): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer)
      waiting.delete(wake)
      resolve()
    }
    const timer = setTimeout(wake, milliseconds)
    waiting.add(wake)
  })
}

/** A certificate of this machine, and its own authority. */
export const selfSignedCertificate = () =>
  generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  })
