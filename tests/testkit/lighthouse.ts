import lighthouse from 'lighthouse'

/** What Lighthouse says of one page: scores from 0 to 100, and what cost points. */
export interface Audit {
  scores: Record<Category, number>
  /** The audits that are below their best, by name and with what they show. */
  faults: string[]
  /** How the loading went, in words. */
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
  const { categories, audits } = await runOn(port, url)
  const score = (name: Category) => Math.round((categories[name]?.score ?? 0) * 100)
  return {
    scores: {
      performance: score('performance'),
      accessibility: score('accessibility'),
      'best-practices': score('best-practices'),
    },
    faults: Object.values(audits)
      .filter((it) => it.score !== null && it.score < 1)
      .map((it) => `${it.id} ${it.displayValue ?? ''}`.trim()),
    layoutShift: audits['cumulative-layout-shift']?.numericValue ?? Number.NaN,
    pace: PACE.map((name) => `${name} ${audits[name]?.displayValue}`).join(', '),
  }
}

/** On a busy machine the browser's trace sometimes lacks its beginning: then once more. */
async function runOn(port: number, url: string, attempts = 3): Promise<Result> {
  const result = await lighthouse(url, { port, logLevel: 'error', onlyCategories: [...CATEGORIES] })
  if (result && !result.lhr.runtimeError) return result.lhr
  if (attempts === 1) throw new Error(result?.lhr.runtimeError?.message ?? 'no result')
  return runOn(port, url, attempts - 1)
}
