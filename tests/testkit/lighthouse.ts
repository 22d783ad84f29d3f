import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import lighthouse, { type Flags } from 'lighthouse'
import { toProcessorTime } from './processor-time.ts'

/** What Lighthouse says of one page: scores from 0 to 100, and what cost points. */
export interface Audit {
  /** Performance by the clock: everything else on the machine counts too. */
  scores: Record<Category, number>
  /** Performance by the processor's time: the same loading, each task as long as it had the processor. */
  ownPerformance: number
  /** The audits that are below their best, by name and with what they show. */
  faults: string[]
  /** How the loading went, in words, by the clock and by the processor's time. */
  pace: string
  /** How much of what was already painted moved (CLS): 0 is nothing, above 0.1 needs improvement. */
  layoutShift: number
}

type Result = NonNullable<Awaited<ReturnType<typeof lighthouse>>>['lhr']

const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const
type Category = (typeof CATEGORIES)[number]

const PACE = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'total-blocking-time',
  'cumulative-layout-shift',
  'speed-index',
]

/**
 * Opens the address as Lighthouse's phone does: slow network and processor, simulated, nothing kept from before but
 * the cookies of the browser that listens on `port`.
 * @throws Error when the page could not be opened
 */
export async function auditPage(port: number, url: string): Promise<Audit> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-audit-'))
  try {
    const byClock = await runOn({ port, gatherMode: folder, auditMode: folder }, url)
    const byProcessor = await againByProcessor(folder)
    const { audits, environment } = byClock
    return {
      scores: {
        performance: score(byClock, 'performance'),
        accessibility: score(byClock, 'accessibility'),
        'best-practices': score(byClock, 'best-practices'),
      },
      ownPerformance: score(byProcessor, 'performance'),
      faults: Object.values(audits)
        .filter((it) => it.score !== null && it.score < 1)
        .map((it) => `${it.id} ${it.displayValue ?? ''}`.trim()),
      layoutShift: audits['cumulative-layout-shift']?.numericValue ?? Number.NaN,
      pace:
        `benchmark index ${environment.benchmarkIndex}\n  by the clock: ${paceOf(byClock)}` +
        `\n  by the processor's time: ${paceOf(byProcessor)}`,
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const score = ({ categories }: Result, name: Category) => Math.round((categories[name]?.score ?? 0) * 100)

const paceOf = ({ audits }: Result) =>
  PACE.map((name) => `${name} ${audits[name]?.displayValue?.replaceAll('\u00a0', ' ')}`).join(', ')

/** Audits once more what was gathered in `folder`, with every task as long as it had the processor. */
async function againByProcessor(folder: string): Promise<Result> {
  const file = join(folder, 'trace.json')
  const trace = JSON.parse(readFileSync(file, 'utf8'))
  toProcessorTime(trace.traceEvents)
  writeFileSync(file, JSON.stringify(trace))
  return runOn({ auditMode: folder })
}

/** On a busy machine the browser's trace sometimes lacks its beginning: then once more. */
async function runOn(flags: Flags, url?: string, attempts = 3): Promise<Result> {
  const result = await lighthouse(url, { logLevel: 'error', onlyCategories: [...CATEGORIES], ...flags })
  if (result && !result.lhr.runtimeError) return result.lhr
  if (attempts === 1) throw new Error(result?.lhr.runtimeError?.message ?? 'no result')
  return runOn(flags, url, attempts - 1)
}
