import { type BenchOptions, median, quantile, type Result, ratioOf, type Subject } from './benchkit/bench.ts'
import { type Load, putLoad } from './benchkit/load.ts'
import { runPgbench } from './benchkit/pgbench.ts'
import { aReport, REPORT } from './benchkit/report-document.ts'
import { openSeededDatabase } from './benchkit/seeded-database.ts'
import { startApi } from './benchkit/server-process.ts'
import { cookieOf } from './benchkit/session-cookie.ts'
import { refreshSessions, seedTown } from './benchkit/town.seed.ts'

export const name = 'report'
export const description = 'reports per second through the API, photos aside; --long for 60 s'

const RESIDENTS = 5_000
const CONCURRENCY = 24
const RATE = 'reports/s'

export async function run({ runs, long }: BenchOptions): Promise<Result> {
  const seconds = long ? 60 : 10
  const database = await openSeededDatabase('report', (client) => seedTown(client, RESIDENTS))
  await refreshSessions(database.client)
  // Residents sit behind networks of their own, as in a town: the rate limits hold and are paid for.
  const api = await startApi(database.url, { TRUST_PROXY: '127.0.0.1' })
  const load: Omit<Load, 'requests'> = {
    url: `${api.url}/graphql`,
    headers: (n) => ({
      'content-type': 'application/json',
      'x-forwarded-for': `10.9.${Math.floor((n % RESIDENTS) / 250)}.${1 + (n % 250)}`,
      cookie: cookieOf(1 + (n % RESIDENTS)),
    }),
    body: (n) => JSON.stringify({ query: REPORT, variables: { input: aReport(n) } }),
    concurrency: CONCURRENCY,
    check(status, body) {
      if (status !== 200 || !body.includes('ReportAlertSuccess')) throw new Error(`${status} ${body}`)
    },
  }
  await putLoad({ ...load, requests: 500 })
  const vigie: Subject = { name: 'Vigie', figures: {} }
  const bare: Subject = { name: 'pgbench', figures: {} }
  let skipped: string | null = null
  for (let run = 0; run < runs; run += 1) {
    const cpu = api.cpuMs()
    const { latencies, ms } = await putLoad({ ...load, seconds })
    note(vigie, {
      [RATE]: (latencies.length / ms) * 1000,
      'median, ms': median(latencies),
      'p99, ms': quantile(latencies, 0.99),
      'server CPU, ms': (api.cpuMs() - cpu) / latencies.length,
    })
    const rate: number | string | null = skipped ? null : await runPgbench(database, seconds)
    if (typeof rate === 'number') note(bare, { [RATE]: rate })
    else skipped ??= rate
  }
  await api.stop()
  await database.close()
  return conclude(vigie, bare, skipped, seconds)
}

function note(subject: Subject, figures: Record<string, number>): void {
  for (const [name, value] of Object.entries(figures)) {
    subject.figures[name] = [...(subject.figures[name] ?? []), value]
  }
}

function conclude(vigie: Subject, bare: Subject, skipped: string | null, seconds: number): Result {
  const of = ({ figures }: Subject, name: string) => figures[name] ?? []
  const ratio = ratioOf('reports/s of Vigie / pgbench', of(vigie, RATE), of(bare, RATE))
  return {
    subjects: skipped ? [vigie] : [vigie, bare],
    ratios: skipped ? [] : [ratio],
    aims: [
      {
        name: `reports per second for ${seconds} s`,
        value: median(of(vigie, RATE)),
        unit: '/s',
        atLeast: 300,
      },
      { name: 'p99', value: median(of(vigie, 'p99, ms')), unit: 'ms', atMost: 250 },
      ...(skipped ? [] : [{ name: 'beside pgbench', value: median(ratio.values), unit: '×', atLeast: 0.3 }]),
    ],
    notes: [
      'No worker runs: what becomes of a report afterwards is not counted.',
      'pgbench runs the statements of the transaction alone, prepared, under the same row-level security.',
      ...(skipped ? [`skipped: pgbench (${skipped})`] : []),
    ],
  }
}
