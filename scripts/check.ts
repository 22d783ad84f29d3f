import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'

/** Static checks, the long ones first; `--only name` runs one. Exits with 1 when any complains. */
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
  { name: 'types of the tests', command: 'tsc -p tests' },
  { name: 'unused files, exports and dependencies', command: 'knip' },
  { name: 'translations are complete', command: 'node scripts/check-translations.ts' },
  { name: 'types of the web', command: 'tsc -p packages/web' },
  { name: 'format and lint', command: 'biome check .' },
  { name: 'types of the benches', command: 'tsc -p bench' },
  { name: 'import rules', command: 'depcruise --config .dependency-cruiser.mjs packages' },
  {
    name: 'import rules see planted violations',
    command: 'depcruise --config ../../../.dependency-cruiser.mjs packages',
    in: 'tests/fixtures/import-rules',
    mustComplain: ['platform-knows-nothing-to-its-right', 'service-worker-without-react'],
  },
  { name: 'types of the service worker', command: 'tsc -p packages/web/src/sw' },
  { name: 'types of the server', command: 'tsc -b packages/server' },
]

/** Runs one check and says how it went. */
async function runCheck(check: Check): Promise<boolean> {
  const [command = '', ...args] = check.command.split(' ')
  const child = spawn(join(root, 'node_modules/.bin', command), args, {
    cwd: join(root, check.in ?? '.'),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | string | null>((resolve) => {
    child.once('close', resolve)
    child.once('error', (error) => resolve(error.message))
  })
  const [status, ...said] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
  const output = said.join('')
  const passed = check.mustComplain
    ? status !== 0 && check.mustComplain.every((it) => output.includes(it))
    : status === 0
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${check.name}`)
  if (!passed) console.log(output.trimEnd() || status)
  return passed
}

/** As many as keep two cores busy. */
const AT_ONCE = 2

/** Runs all of them, and says which complained. */
export async function runChecks() {
  const chosen = checks.filter((check) => !options.only || check.name === options.only)
  const waiting = [...chosen]
  const failures: string[] = []
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift())
      if (!(await runCheck(check))) failures.push(check.name)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return { passed: chosen.length - failures.length, failed: failures.length, failures }
}

if (import.meta.main && (await runChecks()).failed > 0) process.exit(1)
