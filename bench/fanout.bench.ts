import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { type BenchOptions, median, quantile, type Result, ratioOf, type Subject } from './benchkit/bench.ts'
import { type FanoutServer, fanoutServers } from './benchkit/fanout-servers.ts'
import { openSeededDatabase } from './benchkit/seeded-database.ts'
import { fixedId, refreshSessions, seedTown } from './benchkit/town.seed.ts'

export const name = 'fanout'
export const description = 'one alert to 5,000 subscribed sockets'

const SOCKETS = 5_000
/** Alerts per run: one alone takes less time than `/proc` can tell apart. */
const ALERTS = 10
const CPU = 'CPU per delivery, µs'
const MEMORY = 'memory per socket, kB'

export async function run({ runs }: BenchOptions): Promise<Result> {
  const database = await openSeededDatabase('fanout', seedOneNeighbourhood)
  await refreshSessions(database.client)
  const subjects: Subject[] = []
  // One server after the other: three crowds at once would not leave the machine anything to measure with.
  for (const open of fanoutServers(database.url, SOCKETS)) {
    const server = await open()
    const figures: Record<string, number[]> = { [MEMORY]: [server.bytesPerSocket / 1000] }
    for (let run = 0; run <= runs; run += 1) {
      for (const [key, value] of Object.entries(await measure(server))) {
        // The first run warms up.
        if (run > 0) figures[key] = [...(figures[key] ?? []), value]
      }
    }
    server.crowd.leave()
    await server.process.stop()
    subjects.push({ name: server.name, figures })
  }
  await database.close()
  return conclude(subjects)
}

/** Everybody lives in one neighbourhood, so that one alert is for all of them. */
async function seedOneNeighbourhood(client: pg.Client): Promise<void> {
  await seedTown(client, SOCKETS + 1)
  await client.query('update person set neighbourhood_id = $1', [fixedId('neighbourhood', 1)])
}

async function measure(server: FanoutServer): Promise<Record<string, number>> {
  const before = server.process.cpuMs()
  const latencies: number[] = []
  let received = 0
  for (let n = 0; n < ALERTS; n += 1) {
    const marker = `bench-alert-${Number.parseInt(randomUUID().slice(0, 8), 16)}`
    const sentAt = performance.timeOrigin + performance.now()
    await server.send(marker)
    const heard = await waitForAll(server, marker)
    received += heard.received
    latencies.push(...heard.arrivals.map((at) => at - sentAt))
  }
  return {
    [CPU]: ((server.process.cpuMs() - before) * 1000) / (SOCKETS * ALERTS),
    'p50, ms': median(latencies),
    'p99, ms': quantile(latencies, 0.99),
    received: received / ALERTS,
  }
}

async function waitForAll(server: FanoutServer, marker: string) {
  for (let waited = 0; ; waited += 100) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    const heard = await server.crowd.heard(marker)
    if (heard.received >= SOCKETS || waited > 15_000) return heard
  }
}

function conclude(subjects: Subject[]): Result {
  const of = (name: string, figure: string) => subjects.find((it) => it.name === name)?.figures[figure] ?? []
  const bare = ratioOf('CPU of Vigie / bare broadcast', of('Vigie', CPU), of('bare broadcast', CPU))
  const each = ratioOf(
    'CPU of Vigie / graphql-ws per socket',
    of('Vigie', CPU),
    of('graphql-ws per socket', CPU),
  )
  return {
    subjects,
    ratios: [bare, each],
    aims: [
      { name: 'CPU beside the bare broadcast', value: median(bare.values), unit: '×', atMost: 2 },
      {
        name: 'sockets that received it',
        value: Math.min(...of('Vigie', 'received')),
        unit: '',
        atLeast: SOCKETS,
      },
      { name: 'p99', value: median(of('Vigie', 'p99, ms')), unit: 'ms', atMost: 1000 },
      { name: 'memory per socket', value: median(of('Vigie', MEMORY)), unit: 'kB', atMost: 60 },
    ],
    notes: [
      'Vigie’s figures hold the whole way: the report, its transaction, the bell, the look at the database.',
      'Latency is from the report’s request to the message in the phone’s process, on one machine.',
    ],
  }
}
