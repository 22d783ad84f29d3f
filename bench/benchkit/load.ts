import { Agent, request } from 'node:http'

export interface Load {
  url: string
  method?: 'GET' | 'POST'
  /** Of every request, or of the n-th. */
  headers: Record<string, string> | ((n: number) => Record<string, string>)
  /** The body of the n-th request. */
  body?: (n: number) => string
  /** How many, or for how long. */
  requests?: number
  seconds?: number
  /** Requests under way at once, each on a connection of its own that is kept. */
  concurrency: number
  /** Throws when an answer is not what was asked for. */
  check(status: number, body: string): void
}

export interface LoadResult {
  /** Of each request, in milliseconds. */
  latencies: number[]
  /** From the first request to the last answer. */
  ms: number
}

/** Sends requests as fast as they are answered, from this process. */
export async function putLoad(load: Load): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.concurrency })
  const latencies: number[] = []
  let sent = 0
  const startedAt = performance.now()
  const endsAt = startedAt + (load.seconds ?? Number.POSITIVE_INFINITY) * 1000
  const one = async () => {
    while (sent < (load.requests ?? Number.POSITIVE_INFINITY) && performance.now() < endsAt) {
      const n = sent++
      const askedAt = performance.now()
      const answer = await ask(agent, load, n)
      latencies.push(performance.now() - askedAt)
      load.check(answer.status, answer.body)
    }
  }
  await Promise.all(Array.from({ length: load.concurrency }, one))
  const ms = performance.now() - startedAt
  agent.destroy()
  return { latencies, ms }
}

function ask(agent: Agent, { url, method = 'POST', headers, body }: Load, n: number) {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const own = typeof headers === 'function' ? headers(n) : headers
    const call = request(url, { agent, method, headers: own }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
      )
      answer.on('error', reject)
    })
    call.on('error', reject)
    call.end(body?.(n))
  })
}
