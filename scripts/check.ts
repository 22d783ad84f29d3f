import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

/** Static checks, one after the other; `--only name` runs one. Exits with 1 when any complains. */
const root = join(import.meta.dirname, '..')
const { values: options } = parseArgs({ options: { only: { type: 'string' } } })

interface Check {
  name: string
  command: string
  in?: string
  /** Must be found in the output of a command that must fail: proof that the check sees anything at all. */
  mustComplain?: string[]
}

const checks: Check[] = [
  { name: 'format and lint', command: 'biome check .' },
  { name: 'types of the server', command: 'tsc -b packages/server' },
  { name: 'types of the web', command: 'tsc -p packages/web' },
  { name: 'types of the service worker', command: 'tsc -p packages/web/src/sw' },
  { name: 'types of the tests', command: 'tsc -p tests' },
  { name: 'types of the benches', command: 'tsc -p bench' },
  { name: 'unused files, exports and dependencies', command: 'knip' },
  { name: 'import rules', command: 'depcruise --config .dependency-cruiser.mjs packages' },
  {
    name: 'import rules see planted violations',
    command: 'depcruise --config ../../../.dependency-cruiser.mjs packages',
    in: 'tests/fixtures/import-rules',
    mustComplain: ['platform-knows-nothing-to-its-right', 'service-worker-without-react'],
  },
  { name: 'translations are complete', command: 'node scripts/check-translations.ts' },
]

/** Runs one check and says how it went. */
export function runCheck(check: Check): boolean {
  const [command = '', ...args] = check.command.split(' ')
  const result = spawnSync(join(root, 'node_modules/.bin', command), args, {
    cwd: join(root, check.in ?? '.'),
    encoding: 'utf8',
  })
  const output = `${result.stdout}${result.stderr}${result.error ?? ''}`
  const passed = check.mustComplain
    ? result.status !== 0 && check.mustComplain.every((it) => output.includes(it))
    : result.status === 0
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${check.name}`)
  if (!passed) console.log(output.trimEnd())
  return passed
}

/** Runs all of them, and says which complained. */
export const runChecks = () => {
  const chosen = checks.filter((check) => !options.only || check.name === options.only)
  const failures = chosen.filter((check) => !runCheck(check)).map((check) => check.name)
  return { passed: chosen.length - failures.length, failed: failures.length, failures }
}

if (import.meta.main && runChecks().failed > 0) process.exit(1)
