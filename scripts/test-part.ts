import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { openTestRun } from './test-run.ts'

/**
 * `pnpm test:<part>`: builds what the part needs, then runs its tests.
 * `--long` runs the long forms: more rounds of the same trials. Anything else goes to Vitest, e.g. a file's name.
 */
const root = join(import.meta.dirname, '..')
const [part = '', ...rest] = process.argv.slice(2)

/** Parts that need no browser need no web app either. */
const BUILD: Record<string, string[] | null> = { unit: null, server: ['--server', '--quiet'] }

function run(command: string, args: string[], env: NodeJS.ProcessEnv = process.env): void {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env })
  if (status !== 0) process.exit(status ?? 1)
}

const build = part in BUILD ? BUILD[part] : []
if (build) run(process.execPath, [join(root, 'scripts/build.ts'), ...build])
run(
  join(root, 'node_modules/.bin/vitest'),
  ['run', '--project', `${part}*`, ...rest.filter((it) => it !== '--long')],
  openTestRun(root, rest.includes('--long') ? 'long' : 'short').environment,
)
