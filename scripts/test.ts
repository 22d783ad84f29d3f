import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChecks } from './check.ts'

/** `pnpm test`: build, static checks, every test. Ends with one line that counts them. */
const root = join(import.meta.dirname, '..')
const bin = (name: string) => join(root, 'node_modules/.bin', name)
const startedAt = performance.now()

interface Totals {
  passed: number
  failed: number
  skipped: number
}

function build(): boolean {
  return (
    spawnSync(process.execPath, [join(root, 'scripts/build.ts')], { cwd: root, stdio: 'inherit' }).status ===
    0
  )
}

/** Runs one project of Vitest; a run that broke down before it could count is one failure. */
function runTests(project: string): Totals {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-results-'))
  const report = join(folder, 'report.json')
  const { status } = spawnSync(
    bin('vitest'),
    ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, VIGIE_TEST_FORM: 'brief' },
    },
  )
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'))
    const brokenFiles = status !== 0 && result.numFailedTests === 0 ? 1 : 0
    return {
      passed: result.numPassedTests,
      failed: result.numFailedTests + brokenFiles,
      skipped: result.numPendingTests + (result.numTodoTests ?? 0),
    }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const totals: Totals = { passed: 0, failed: 0, skipped: 0 }
const add = (more: Partial<Totals>) => {
  totals.passed += more.passed ?? 0
  totals.failed += more.failed ?? 0
  totals.skipped += more.skipped ?? 0
}

add(build() ? { passed: 1 } : { failed: 1 })
add(runChecks())
for (const project of ['unit', 'server', 'flows']) add(runTests(project))

console.log(`\ntook ${Math.round((performance.now() - startedAt) / 1000)} s`)
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''
console.log(`${totals.passed} passed, ${totals.failed} failed${skipped}`)
process.exit(totals.failed > 0 ? 1 : 0)
