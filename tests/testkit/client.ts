import { OUTBOX_CONTRACT_VERSION } from '@vigie/schema'
import { createClient, type Client as StreamClient } from 'graphql-ws'
import WebSocket from 'ws'
import { PATIENCE_MS } from './form.ts'

/** A GraphQL answer of any shape; tests read what they asked for. */
export interface Answer {
  // The shape is the test's own query's.
  data: Record<string, never> | null
  errors?: AnswerError[]
  /** Said by a server that is about to close, instead of an answer. */
  statusCode?: number
}

interface AnswerError {
  message: string
  extensions: { code: string; permanent: boolean }
}

/** One device: a cookie jar, queries over HTTP, streams over a websocket. */
export class Client {
  readonly url: string
  cookie = ''
  readonly #streams: StreamClient[] = []
  readonly #sockets = new Set<WebSocket>()

  constructor(url: string) {
    this.url = url
  }

  /** Without `rememberMe` the session is not renewed while it is used. */
  async signIn(email: string, password: string, rememberMe = true): Promise<void> {
    const response = await this.fetch('/api/auth/sign-in/email', { email, password, rememberMe })
    // Read in any case: an answer that nobody reads keeps its connection.
    const said = await response.text()
    if (!response.ok) throw new Error(`sign-in: ${response.status} ${said}`)
    this.cookie = response.headers
      .getSetCookie()
      .map((it) => it.split(';')[0])
      .join('; ')
  }

  async signOut(): Promise<Response> {
    const response = await this.fetch('/api/auth/sign-out', {})
    await response.clone().arrayBuffer()
    return response
  }

  /** POSTs JSON with this device's cookie. */
  fetch(
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
    signal: AbortSignal | null = null,
  ): Promise<Response> {
    return fetch(this.url + path, {
      method: 'POST',
      signal,
      headers: { 'content-type': 'application/json', cookie: this.cookie, ...headers },
      body: JSON.stringify(body),
    })
  }

  async query(
    query: string,
    variables: Record<string, unknown> = {},
    signal: AbortSignal | null = null,
  ): Promise<Answer> {
    return (await this.#post(query, variables, signal)).json()
  }

  /** The data of an answer that has no errors, in the shape of the question. */
  async ask<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const answer: { data: Data | null; errors?: AnswerError[] } = await (
      await this.#post(query, variables)
    ).json()
    if (answer.errors || !answer.data)
      throw new Error(`the answer has errors: ${JSON.stringify(answer.errors)}`)
    return answer.data
  }

  #post(
    query: string,
    variables: Record<string, unknown>,
    signal: AbortSignal | null = null,
  ): Promise<Response> {
    const headers = { 'x-vigie-contract': String(OUTBOX_CONTRACT_VERSION) }
    return this.fetch('/graphql', { query, variables }, headers, signal)
  }

  /** Subscribes and gathers the frames as they come. */
  stream(
    query: string,
    variables: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ): Stream {
    const cookie = this.cookie
    const sockets = this.#sockets
    class WithCookie extends WebSocket {
      constructor(address: string, protocols: string) {
        super(address, protocols, { headers: { cookie, ...headers } })
        sockets.add(this)
      }
    }
    const client = createClient({
      url: `${this.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WithCookie,
      retryAttempts: 0,
      lazy: true,
    })
    this.#streams.push(client)
    return new Stream(client, query, variables)
  }

  /** The network goes, without a word. */
  breakConnections(): void {
    for (const socket of this.#sockets) socket.terminate()
  }

  /** The phone does not read what comes, or reads on. */
  read(reading: boolean): void {
    for (const socket of this.#sockets) reading ? socket.resume() : socket.pause()
  }

  close(): void {
    for (const stream of this.#streams) void stream.dispose()
  }
}

/** What came over one subscription. */
export class Stream {
  readonly frames: Answer[] = []
  /** The close code, once the socket was closed by the server. */
  readonly closed: Promise<number>
  /** What the server answered instead of a stream. */
  readonly failed: Promise<AnswerError[]>
  readonly #client: StreamClient
  readonly #unsubscribe: () => void
  #wake: (() => void) | null = null

  constructor(client: StreamClient, query: string, variables: Record<string, unknown>) {
    this.#client = client
    let close: (code: number) => void
    this.closed = new Promise((resolve) => {
      close = resolve
    })
    let fail: (errors: AnswerError[]) => void
    this.failed = new Promise((resolve) => {
      fail = resolve
    })
    client.on('closed', (event) => close((event as { code: number }).code))
    this.#unsubscribe = client.subscribe(
      { query, variables },
      {
        next: (frame) => {
          const answer = frame as Answer
          this.frames.push(answer)
          if (answer.errors) fail(answer.errors)
          this.#wake?.()
        },
        error: (error) =>
          Array.isArray(error) ? fail(error) : close((error as { code?: number }).code ?? 0),
        complete: () => undefined,
      },
    )
  }

  /** Another subscription over the same socket. */
  also(query: string, variables: Record<string, unknown> = {}): Stream {
    return new Stream(this.#client, query, variables)
  }

  /** Waits until `count` frames satisfy `wanted`, or fails in the end with what came. */
  async waitFor(wanted: (frame: Answer) => boolean, count = 1): Promise<Answer[]> {
    const deadline = Date.now() + PATIENCE_MS
    for (;;) {
      const found = this.frames.filter(wanted)
      if (found.length >= count) return found
      const left = deadline - Date.now()
      if (left <= 0) throw new Error(`waited in vain; frames: ${JSON.stringify(this.frames)}`)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }

  stop(): void {
    this.#unsubscribe()
  }
}
