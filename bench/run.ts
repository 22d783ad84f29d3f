import { spawnSync } from 'node:child_process'
import { globSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Bench, BenchOptions } from './benchkit/bench.ts'
import { describeMachine, describeVersions } from './benchkit/machine.ts'
import { printResult } from './benchkit/print-result.ts'

/** `pnpm bench [name…]`: measures beside peers, prints tables, writes `bench/results/<name>.json`. */
const here = import.meta.dirname
const names = globSync('*.bench.ts', { cwd: here })
  .map((file) => basename(file, '.bench.ts'))
  .sort()

const load = async (name: string): Promise<Bench> => import(join(here, `${name}.bench.ts`))

async function help(): Promise<string> {
  const benches = await Promise.all(names.map(load))
  const width = Math.max(0, ...names.map((it) => it.length))
  return [
    'pnpm bench [name …] [--long] [--runs N]',
    '',
    'Measures Vigie beside its peers in one run; without a name all of them, one after the other.',
    ...benches.map(({ name, description }) => `  ${name.padEnd(width)}  ${description}`),
    '',
    '  --long     the whole size: takes minutes, and gigabytes for the feed’s five million rows',
    '  --runs N   runs whose median is shown; 3 if nothing else is said',
    '',
    'What bounds each figure: docs/PERFORMANCE.md. Use a machine that does nothing else meanwhile.',
  ].join('\n')
}

async function measure(name: string, options: BenchOptions): Promise<void> {
  const bench = await load(name)
  console.log(`\n${bench.name}: ${bench.description}\n`)
  const startedAt = Date.now()
  const result = await bench.run(options)
  console.log(printResult(result))
  const took = Math.round((Date.now() - startedAt) / 1000)
  const file = join(here, 'results', `${name}.json`)
  const facts = { bench: name, date: new Date().toISOString(), ...options, seconds: took }
  const written = { ...facts, machine: describeMachine(), versions: describeVersions(), ...result }
  mkdirSync(join(here, 'results'), { recursive: true })
  writeFileSync(file, `${JSON.stringify(written, null, 2)}\n`)
  console.log(`\ntook ${took} s, written to bench/results/${name}.json`)
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      long: { type: 'boolean', default: false },
      runs: { type: 'string', default: '3' },
    },
  })
  if (values.help) {
    console.log(await help())
    return 0
  }
  const unknown = positionals.find((it) => !names.includes(it))
  if (unknown !== undefined) {
    console.error(`There is no bench “${unknown}”. There are: ${names.join(', ') || 'none'}.`)
    return 2
  }
  const runs = Number(values.runs)
  if (!Number.isInteger(runs) || runs < 1) {
    console.error(`--runs must be a whole number from 1 (it is “${values.runs}”).`)
    return 2
  }
  const build = spawnSync(process.execPath, [join(here, '../scripts/build.ts')], { stdio: 'inherit' })
  if (build.status !== 0) return 1
  for (const name of positionals.length > 0 ? positionals : names) {
    await measure(name, { long: values.long, runs })
  }
  return 0
}

process.exit(
  await main().catch((error) => {
    console.error(error)
    return 1
  }),
)
