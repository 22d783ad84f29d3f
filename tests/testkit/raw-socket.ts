import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import WebSocket from 'ws'
import { PATIENCE_MS } from './form.ts'

/** A websocket that says exactly what a test says, in the subprotocol that it names; '' names none. */
export class RawSocket {
  readonly #socket: WebSocket
  readonly messages: { type: string; id?: string; payload?: unknown }[] = []
  /** The close code; 1006 when the connection just ended. */
  readonly closed: Promise<number>
  #wake: () => void = () => undefined

  constructor(url: string, cookie: string, protocol = 'graphql-transport-ws', origin?: string) {
    const headers = { cookie, ...(origin ? { origin } : {}) }
    this.#socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, protocol ? [protocol] : [], {
      headers,
    })
    this.#socket.on('error', () => undefined)
    this.#socket.on('message', (data) => {
      this.messages.push(JSON.parse(String(data)))
      this.#wake()
    })
    this.closed = new Promise((resolve) => this.#socket.once('close', resolve))
  }

  async opened(): Promise<this> {
    if (this.#socket.readyState !== WebSocket.OPEN) await once(this.#socket, 'open')
    return this
  }

  /** Opened, initialised and acknowledged. */
  async ready(): Promise<this> {
    await this.opened()
    this.send({ type: 'connection_init' })
    await this.receive('connection_ack')
    return this
  }

  send(message: unknown): void {
    this.#socket.send(JSON.stringify(message))
  }

  sendRaw(data: string | Uint8Array, options: { binary?: boolean; fin?: boolean } = {}): void {
    this.#socket.send(data, options)
  }

  /** The first message of this type, once it is here. */
  async receive(type: string, within = PATIENCE_MS): Promise<RawSocket['messages'][number]> {
    const deadline = Date.now() + within
    for (;;) {
      const found = this.messages.find((it) => it.type === type)
      if (found) return found
      if (Date.now() > deadline) throw new Error(`no ${type}, but ${JSON.stringify(this.messages)}`)
      await new Promise<void>((resolve) => {
        this.#wake = resolve
        setTimeout(resolve, 50)
      })
    }
  }

  end(): void {
    this.#socket.terminate()
  }
}

/** A TCP connection on which the websocket's handshake is done: every byte from here on is the test's own. */
export async function openBytes(url: string, cookie: string): Promise<Socket> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => undefined)
  const lines = [
    'GET /graphql HTTP/1.1',
    `Host: ${hostname}:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}`,
    'Sec-WebSocket-Protocol: graphql-transport-ws',
    `Cookie: ${cookie}`,
  ]
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  const [answer] = await once(socket, 'data')
  if (!String(answer).startsWith('HTTP/1.1 101')) throw new Error(`no handshake: ${answer}`)
  return socket
}
