import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { OutboxRequest } from '@vigie/schema'
import * as v from 'valibot'

/** One report as this server keeps it. */
export interface Kept {
  id: string
  author: string
  at: string
}

const Posted = v.object({ query: v.string(), variables: v.optional(v.object({ input: v.unknown() })) })

/** Longest time between taking a report and saying so: time enough for a phone to do something else. */
const THINKS_MS = 12

/**
 * docs/OUTBOX.md as a server of one page: sessions by cookie, the contract of packages/schema, idempotent by id.
 * Random histories need one that starts in a millisecond and whose memory can be read.
 */
export class ModelServer {
  /** Who is signed in on which phone. */
  readonly sessions = new Map<string, string | null>()
  /** What was taken, in order. */
  readonly kept: Kept[] = []
  /** For a control: does not know an id again. */
  forgetful = false
  readonly #server = createServer((request, response) => void this.#serve(request, response))

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
    const phone = /phone=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
    const { query, variables } = v.parse(Posted, await json(request))
    const author = this.sessions.get(phone) ?? null
    const answer = this.#answer(request, author, query, variables?.input)
    await new Promise((resolve) => setTimeout(resolve, Math.random() * THINKS_MS))
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(answer))
  }

  #answer(request: IncomingMessage, author: string | null, query: string, input: unknown): object {
    if (!input) return { data: { viewer: author && { id: author } } }
    const meant = request.headers['x-vigie-person']
    if (!author || meant !== author) {
      return { data: null, errors: [{ message: '', extensions: { code: 'UNAUTHENTICATED' } }] }
    }
    const kind = /{\s*(\w+)\(/.exec(query)?.[1]
    const asked = v.safeParse(OutboxRequest, { kind, input })
    if (!asked.success || asked.output.kind !== 'reportAlert') return refused('INVALID_INPUT')
    const { id } = asked.output.input
    const before = this.forgetful ? undefined : this.kept.find((it) => it.id === id)
    if (before && before.author !== author) return refused('ID_CONFLICT')
    const kept = before ?? {
      id,
      author,
      at: new Date(Date.UTC(2026, 10, 22) + this.kept.length).toISOString(),
    }
    if (!before) this.kept.push(kept)
    const reportAlert = { repeated: before !== undefined, alert: { id, reportedAt: kept.at } }
    return { data: { reportAlert } }
  }
}

const refused = (code: string) => ({ data: { reportAlert: { code, message: code, permanent: true } } })
