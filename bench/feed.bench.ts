import { seedAlerts } from './benchkit/alerts.seed.ts'
import { type BenchOptions, median, quantile, type Result, ratioOf, type Subject } from './benchkit/bench.ts'
import { type FeedServer, feedServers } from './benchkit/feed-servers.ts'
import { putLoad } from './benchkit/load.ts'
import { openSeededDatabase } from './benchkit/seeded-database.ts'
import { refreshSessions } from './benchkit/town.seed.ts'

export const name = 'feed'
export const description = 'twenty alerts from 200,000 and, with --long, from 5,000,000, through the real API'

const REQUESTS = 1_000
const WARM_UP = 500
const CONCURRENCY = 4
const CPU = 'server CPU, ms'

export async function run({ runs, long }: BenchOptions): Promise<Result> {
  const small = await openSeededDatabase('feed_small', (client) => seedAlerts(client, 200_000))
  const large = long
    ? await openSeededDatabase('feed_large', (client) => seedAlerts(client, 5_000_000))
    : undefined
  for (const database of [small, large]) if (database) await refreshSessions(database.client)
  const servers = await feedServers(small.url, large?.url)
  const subjects: Subject[] = servers.map(({ name }) => ({ name, figures: {} }))
  for (const server of servers) await measure(server, WARM_UP)
  for (let run = 0; run < runs; run += 1) {
    for (const [index, server] of servers.entries()) {
      for (const [measureName, value] of Object.entries(await measure(server, REQUESTS))) {
        const figures = subjects[index]?.figures ?? {}
        figures[measureName] = [...(figures[measureName] ?? []), value]
      }
    }
  }
  for (const server of servers) await server.process.stop()
  await large?.close()
  await small.close()
  return conclude(subjects)
}

async function measure(server: FeedServer, requests: number): Promise<Record<string, number>> {
  const before = server.process.cpuMs()
  const { latencies, ms } = await putLoad({ ...server.load, requests, concurrency: CONCURRENCY })
  return {
    [CPU]: (server.process.cpuMs() - before) / requests,
    'median, ms': median(latencies),
    'p99, ms': quantile(latencies, 0.99),
    'requests/s': (requests / ms) * 1000,
  }
}

function conclude(subjects: Subject[]): Result {
  const cpu = (name: string) => subjects.find((it) => it.name === name)?.figures[CPU] ?? []
  const vigie = cpu('Vigie')
  const peers = ['the same SQL, bare', 'PostGraphile', 'Apollo, plain resolvers']
  const ratios = peers
    .filter((peer) => cpu(peer).length > 0)
    .map((peer) => ratioOf(`CPU of Vigie / ${peer}`, vigie, cpu(peer)))
  const growth = ratioOf('CPU from 5 M / from 0.2 M', cpu('Vigie, 5 M'), vigie)
  const latency = (name: string) => subjects.find((it) => it.name === name)?.figures['median, ms'] ?? []
  const slower = ratioOf('median latency from 5 M / from 0.2 M', latency('Vigie, 5 M'), latency('Vigie'))
  const large = cpu('Vigie, 5 M').length > 0
  const ofPostGraphile = ratios.find((it) => it.name.endsWith('PostGraphile'))
  return {
    subjects,
    ratios: [...ratios, ...(large ? [growth, slower] : [])],
    aims: [
      { name: 'server CPU per request', value: median(vigie), unit: 'ms', atMost: 0.5 },
      ...(ofPostGraphile
        ? [{ name: 'ahead of PostGraphile', value: median(ofPostGraphile.values), unit: '×', atMost: 1 }]
        : []),
      ...(large ? [{ name: 'growth to 5 M', value: median(growth.values), unit: '×', atMost: 1.3 }] : []),
    ],
    notes: [
      'Vigie checks a session and its policies at each request; the peers check nothing.',
      'No answer is compressed, but for the line that says so.',
      ...(large ? [] : ['skipped: five million rows (--long)']),
    ],
  }
}
