import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

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

function build(part: Part): void {
  const stampFile = join(root, part.product, '../../.build-stamp.json')
  const stamp = JSON.stringify({ sources: fingerprint(part) })
  const current = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp
  if (current && existsSync(join(root, part.product)) && !options.force) return
  const startedAt = performance.now()
  if (!options.quiet) console.log(`building ${part.name} …`)
  for (const step of part.steps) {
    const [command = '', ...args] = step.command.split(' ')
    const result = spawnSync(join(root, 'node_modules/.bin', command), args, {
      cwd: join(root, step.in ?? '.'),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    if (result.status !== 0) {
      console.error(`${step.command} failed:\n${result.stdout}${result.stderr}${result.error ?? ''}`)
      process.exit(1)
    }
    const notes = result.stdout.split('\n').filter((line) => line.includes('first load'))
    if (!options.quiet && notes.length > 0) console.log(notes.join('\n'))
  }
  writeFileSync(stampFile, stamp)
  if (!options.quiet)
    console.log(`built ${part.name} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
}

for (const part of parts) if (!options.server || part.name === 'server') build(part)
