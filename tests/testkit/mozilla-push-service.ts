import { randomBytes } from 'node:crypto'
import { createServer as createPlainServer } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import * as v from 'valibot'
import { type WebSocket, WebSocketServer } from 'ws'
import { selfSignedCertificate } from './push-service.ts'
import { verifyVapid } from './vapid.ts'

/** What a Firefox says to its push service (Mozilla's autopush protocol). */
const Said = v.variant('messageType', [
  v.object({ messageType: v.literal('hello') }),
  v.object({ messageType: v.literal('register'), channelID: v.string(), key: v.optional(v.string()) }),
  v.object({ messageType: v.literal('unregister'), channelID: v.string() }),
  v.object({
    messageType: v.literal('ack'),
    updates: v.array(v.object({ channelID: v.string(), version: v.string(), code: v.optional(v.number()) })),
  }),
])

/** What was pushed to a Firefox, and how it took it. */
interface Pushed {
  /** 100: shown to the service worker; 101: could not be decrypted; 102: not to be delivered. */
  code: number
}

export interface MozillaPushService {
  /** `localhost:<port>` of the endpoints, as PUSH_SERVICES names it. */
  host: string
  ca: string
  /** Where Firefox connects to. */
  serverUrl: string
  acknowledged: Pushed[]
  /** What became of requests to send. */
  refused: string[]
  /** Changes a byte of every message on its way from now on, or no more. */
  spoil(spoiling: boolean): void
  close(): Promise<void>
}

/** A push service of Mozilla's kind on this machine: endpoints over HTTPS, the browser by a websocket. */
export async function startMozillaPushService(): Promise<MozillaPushService> {
  const certificate = await selfSignedCertificate()
  const channels = new Map<string, { socket: WebSocket; channelID: string; key: string | undefined }>()
  const acknowledged: Pushed[] = []
  const refused: string[] = []
  let spoiling = false

  const endpoints = createServer(
    { key: certificate.private, cert: certificate.cert },
    async (request, response) => {
      const body = await buffer(request)
      const channel = channels.get(request.url ?? '')
      if (!channel) return void response.writeHead(410).end()
      try {
        const { publicKey } = verifyVapid(request.headers.authorization, `https://${host}`)
        if (channel.key && Buffer.from(channel.key, 'base64url').toString('base64url') !== publicKey)
          throw new Error('subscribed by another server')
        if (spoiling) body[body.length - 20] = (body[body.length - 20] ?? 0) ^ 1
        say(channel.socket, {
          messageType: 'notification',
          channelID: channel.channelID,
          version: randomBytes(8).toString('hex'),
          data: body.toString('base64url'),
          headers: { encoding: String(request.headers['content-encoding']) },
        })
        response.writeHead(201).end()
      } catch (error) {
        refused.push((error as Error).message)
        response.writeHead(403).end()
      }
    },
  )

  const plain = createPlainServer()
  const browsers = new WebSocketServer({ server: plain })
  browsers.on('connection', (socket) => {
    socket.on('error', () => undefined)
    socket.on('message', (data) => {
      const text = String(data)
      if (text === '{}') return socket.send('{}')
      const said = v.safeParse(Said, JSON.parse(text))
      const reply = said.success ? replyTo(socket, said.output) : null
      if (reply) say(socket, reply)
    })
  })

  function replyTo(socket: WebSocket, said: v.InferOutput<typeof Said>): object | null {
    if (said.messageType === 'hello') {
      const uaid = randomBytes(16).toString('hex')
      return { messageType: 'hello', status: 200, uaid, use_webpush: true, broadcasts: {} }
    }
    if (said.messageType === 'ack') {
      for (const { code = 100 } of said.updates) acknowledged.push({ code })
      return null
    }
    const { messageType, channelID } = said
    if (messageType === 'unregister') return { messageType, channelID, status: 200 }
    const path = `/wpush/v2/${randomBytes(24).toString('base64url')}`
    channels.set(path, { socket, channelID, key: said.key })
    return { messageType, channelID, status: 200, pushEndpoint: `https://${host}${path}` }
  }

  await new Promise<void>((resolve) => endpoints.listen(0, '127.0.0.1', resolve))
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
  const host = `localhost:${(endpoints.address() as AddressInfo).port}`
  return {
    host,
    ca: certificate.cert,
    serverUrl: `ws://localhost:${(plain.address() as AddressInfo).port}/`,
    acknowledged,
    refused,
    spoil(wanted) {
      spoiling = wanted
    },
    async close() {
      for (const socket of browsers.clients) socket.terminate()
      endpoints.closeAllConnections()
      await new Promise((resolve) => endpoints.close(resolve))
      await new Promise((resolve) => plain.close(resolve))
    },
  }
}

const say = (socket: WebSocket, message: object) => socket.send(JSON.stringify(message))
