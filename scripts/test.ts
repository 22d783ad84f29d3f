import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { runChecks } from './check.ts'
import { NOT_BRIEF } from './not-brief.ts'
import { readReport, type Totals } from './test-report.ts'
import { openTestRun } from './test-run.ts'

/**
 * `pnpm test`: build, static checks, every test. Ends with one line that counts them.
 * The parts run in two lanes side by side, those with browsers in one: a third lane made each wait for the others.
 */
const root = join(import.meta.dirname, '..')
const bin = (name: string) => join(root, 'node_modules/.bin', name)
const startedAt = performance.now()

const LANES = [
  ['flows', 'conformance', 'faults'],
  ['server', 'security', 'unit'],
]

const testRun = openTestRun(root, 'brief')

function build(): boolean {
  return (
    spawnSync(process.execPath, [join(root, 'scripts/build.ts')], { cwd: root, stdio: 'inherit' }).status ===
    0
  )
}

/** Runs one project of Vitest and shows its output when it has ended, so that lanes do not mix theirs. */
async function runTests(project: string): Promise<Totals> {
  const report = join(testRun.folder, `${project}.json`)
  const since = performance.now()
  const status = await new Promise<number | null>((resolve) => {
    const child = spawn(
      bin('vitest'),
      [
        'run',
        '--project',
        `${project}*`,
        // Half of a file's time is waiting; those with browsers take one file after the other all the same.
        '--maxWorkers=2',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ],
      { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: testRun.environment },
    )
    const output: Buffer[] = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk))
    child.once('close', (code) => {
      process.stdout.write(`\n── ${project}\n`)
      process.stdout.write(Buffer.concat(output))
      resolve(code)
    })
  })
  const totals = readReport(root, project, report, status)
  console.log(
    `── ${project}: ${totals.passed} passed, ${totals.failed} failed in ${seconds(performance.now() - since)}`,
  )
  return totals
}

const seconds = (milliseconds: number) => `${Math.round(milliseconds / 1000)} s`

const totals: Totals = { passed: 0, failed: 0, skipped: 0, failures: [] }
const add = (more: Partial<Totals>) => {
  totals.passed += more.passed ?? 0
  totals.failed += more.failed ?? 0
  totals.skipped += more.skipped ?? 0
  totals.failures.push(...(more.failures ?? []))
}

add(build() ? { passed: 1 } : { failed: 1, failures: ['the build'] })
add(await runChecks())
await Promise.all(
  LANES.map(async (lane) => {
    for (const project of lane) add(await runTests(project))
  }),
)

console.log(
  `\nskipped here, run by pnpm test:conformance, test:faults, test:flows and test:security:\n  ${NOT_BRIEF.join('\n  ')}`,
)
// Once more where a reader looks first: above, each is somewhere in thousands of lines.
if (totals.failures.length > 0) console.log(`\nfailed:\n${totals.failures.join('\n\n')}`)
console.log(`\ntook ${seconds(performance.now() - startedAt)}`)
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''
console.log(`${totals.passed} passed, ${totals.failed} failed${skipped}`)
process.exit(totals.failed > 0 ? 1 : 0)
