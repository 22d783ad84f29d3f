import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'

/** Builds what changed: `node scripts/build.ts [--server] [--quiet] [--force]`. */
const root = join(import.meta.dirname, '..')
const { values: options } = parseArgs({
  options: { server: { type: 'boolean' }, quiet: { type: 'boolean' }, force: { type: 'boolean' } },
})

interface Part {
  name: string
  sources: string[]
  /** Exists once the part was built. */
  product: string
  steps: { command: string; in?: string }[]
}

const parts: Part[] = [
  {
    name: 'server',
    sources: [
      'packages/{schema,server}/src/**/*',
      'packages/{schema,server}/*.json',
      'packages/server/rolldown.config.ts',
      'tsconfig.base.json',
      // The libraries become part of what runs.
      'pnpm-lock.yaml',
    ],
    product: 'packages/server/dist/start.js',
    steps: [
      { command: 'tsc -b packages/server' },
      { command: 'rolldown --config rolldown.config.ts', in: 'packages/server' },
    ],
  },
  {
    name: 'web',
    sources: [
      'packages/web/{src,public,build}/**/*',
      'packages/web/*.{ts,json,html}',
      'packages/schema/src/**/*',
      'packages/schema/schema.graphql',
    ],
    product: 'packages/web/dist/index.html',
    steps: [
      { command: 'graphql-codegen --config codegen.ts', in: 'packages/web' },
      { command: 'vite build', in: 'packages/web' },
    ],
  },
]

/** A hash over the names and contents of a part's sources; what codegen writes does not count. */
function fingerprint(part: Part): string {
  const hash = createHash('sha256').update(process.version)
  const files = globSync(part.sources, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes('/src/gen/'))
    .sort()
  for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file))
  return hash.digest('hex')
}

const run = promisify(execFile)

async function build(part: Part): Promise<void> {
  const stampFile = join(root, part.product, '../../.build-stamp.json')
  const stamp = JSON.stringify({ sources: fingerprint(part) })
  const current = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp
  if (current && existsSync(join(root, part.product)) && !options.force) return
  const startedAt = performance.now()
  if (!options.quiet) console.log(`building ${part.name} …`)
  for (const step of part.steps) await take(step)
  writeFileSync(stampFile, stamp)
  if (!options.quiet)
    console.log(`built ${part.name} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
}

async function take(step: Part['steps'][number]): Promise<void> {
  const [command = '', ...args] = step.command.split(' ')
  const ended = run(join(root, 'node_modules/.bin', command), args, { cwd: join(root, step.in ?? '.') })
  const { stdout } = await ended.catch((error) => {
    console.error(`${step.command} failed:\n${error.stdout}${error.stderr}${error.stdout ? '' : error}`)
    process.exit(1)
  })
  const notes = stdout.split('\n').filter((line) => line.includes('first load'))
  if (!options.quiet && notes.length > 0) console.log(notes.join('\n'))
}

// Side by side: each keeps one core busy for most of its time.
await Promise.all(parts.filter((part) => !options.server || part.name === 'server').map(build))
