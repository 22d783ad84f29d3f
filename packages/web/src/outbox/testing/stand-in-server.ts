import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { StandInUploads } from './stand-in-uploads.ts'

/** What the server does with the next mutation, instead of taking it and saying so. */
export type Fate =
  | 'lose the request'
  | 'lose the answer'
  | 'never answer'
  | 'a page of a captive portal'
  | 'an answer about another report'
  | { status: number; retryAfter?: string }
  | { error: string; retryAfter?: number }
  | { refuse: string; field?: string }

interface Sent {
  query: string
  variables?: { input: { id: string; alertId?: string } }
}

/**
 * A small real HTTP server in the API's place: idempotent by id, and as faulty as a test wants it.
 * What it has accepted is the truth that the tests compare the phone with.
 */
export class StandInServer {
  viewer: string | null = 'marie'
  /** Used up one by one by the mutations that arrive; an empty list is a server in good health. */
  readonly fates: Fate[] = []
  /** False closes every connection before an answer, as a dead network does. */
  reachable = true
  /** For negative controls: a server that does not know an id again. */
  forgetful = false
  /** Ids that it answers with a fault of its own, each time. */
  readonly breaksOn = new Set<string>()
  /** What arrived, accepted or not, in order. */
  readonly arrivals: string[] = []
  /** What was kept, in order: each id once, however often it came. */
  readonly accepted: string[] = []
  readonly uploads = new StandInUploads(this)
  readonly #answered = new Map<string, string>()
  readonly #server: Server = createServer((request, response) => void this.#serve(request, response))

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return this
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray().catch(() => []))
    if (!this.reachable) return void request.socket.destroy()
    if (request.url?.startsWith('/api/uploads')) return this.uploads.serve(request, body, response)
    const sent: Sent = JSON.parse(body.toString())
    const input = sent.variables?.input
    if (!input) {
      return json(response, { data: { viewer: this.viewer ? { id: this.viewer } : null } })
    }
    this.arrivals.push(input.id)
    const fate = this.breaksOn.has(input.id) ? { error: 'INTERNAL' } : this.fates.shift()
    if (fate === 'lose the request') return void request.socket.destroy()
    if (fate === 'never answer') return
    if (fate === 'a page of a captive portal') return void response.end('<html>Bienvenue</html>')
    if (typeof fate === 'object') return unwilling(response, sent, fate)
    if (!this.viewer) return unwilling(response, sent, { error: 'UNAUTHENTICATED' })
    const answer = this.#take(sent.query, input)
    if (fate === 'lose the answer') return void request.socket.destroy()
    if (fate === 'an answer about another report') {
      return json(response, { data: answer(input.id.replace(/.$/, 'x')) })
    }
    json(response, { data: answer(input.id) })
  }

  #take(query: string, input: { id: string; alertId?: string }) {
    const receivedAt = this.forgetful ? undefined : this.#answered.get(input.id)
    const at = receivedAt ?? `2026-11-22T20:04:${String(this.accepted.length % 60).padStart(2, '0')}.000Z`
    if (!receivedAt) {
      this.#answered.set(input.id, at)
      this.accepted.push(input.id)
    }
    const repeated = receivedAt !== undefined
    const field = fieldOf(query)
    return (id: string) => {
      if (field === 'reportAlert') return { [field]: { repeated, alert: { id, reportedAt: at } } }
      if (field === 'commentAlert') return { [field]: { repeated, comment: { id, createdAt: at } } }
      return { [field]: { repeated, step: { id, at } } }
    }
  }
}

function unwilling(response: ServerResponse, sent: Sent, fate: Exclude<Fate, string>): void {
  if ('status' in fate) {
    if (fate.retryAfter) response.setHeader('retry-after', fate.retryAfter)
    response.writeHead(fate.status).end('<html>proxy</html>')
  } else if ('error' in fate) {
    json(response, {
      data: null,
      errors: [{ message: fate.error, extensions: { code: fate.error, retryAfter: fate.retryAfter } }],
    })
  } else {
    const refusal = { code: fate.refuse, message: fate.refuse, permanent: true, field: fate.field }
    json(response, { data: { [fieldOf(sent.query)]: refusal } })
  }
}

const fieldOf = (query: string) => /{\s*(\w+)\(/.exec(query)?.[1] ?? ''

function json(response: ServerResponse, body: unknown): void {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(body))
}
