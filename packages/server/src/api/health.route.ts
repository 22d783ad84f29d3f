import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { AlertStream } from '../alerts/alert-stream.ts'
import type { App } from '../platform/app.ts'

/** `/healthz`: this process lives. `/readyz`: it can do its work. `/metrics`: Prometheus text format. */
export function registerHealth(server: FastifyInstance, app: App, stream: AlertStream): void {
  server.get('/healthz', async () => ({ status: 'ok' }))

  server.get('/readyz', async (_request, reply) => {
    try {
      await sql`select 1`.execute(app.acrossTowns.em.fork().getKysely())
      return { status: 'ready' }
    } catch {
      return reply.code(503).send({ status: 'database away' })
    }
  })

  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'vigie_http_request_seconds',
    help: 'Duration of HTTP requests.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  })
  new Gauge({
    name: 'vigie_stream_subscribers',
    help: 'Open alert streams of this process.',
    registers: [registry],
    collect() {
      this.set(stream.subscriberCount)
    },
  })
  new Gauge({
    name: 'vigie_deliveries',
    help: 'Rows of the delivery ledger of the last day, by state; every API process reports the same.',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      this.reset()
      // While the database is away, the other figures are what one wants to see.
      const rows = await countDeliveries(app).catch(() => [])
      for (const row of rows) this.set({ state: row.state }, Number(row.rows))
    },
  })
  const faults = new Counter({
    name: 'vigie_http_faults_total',
    help: 'Answers >= 500.',
    registers: [registry],
  })
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
    if (reply.statusCode >= 500) faults.inc()
  })
  server.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  )
}

async function countDeliveries(app: App): Promise<{ state: string; rows: string }[]> {
  const { rows } = await sql<{ state: string; rows: string }>`
    select state, count(*) as rows from delivery
    where created_at > now() - interval '1 day' group by state`.execute(app.acrossTowns.em.fork().getKysely())
  return rows
}
