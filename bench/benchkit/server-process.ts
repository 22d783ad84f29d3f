import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { CACHE_FOLDER } from './seeded-database.ts'

const root = join(import.meta.dirname, '../..')

/** A server that is measured: a process of its own. */
export interface ServerProcess {
  url: string
  /** User and system time so far, in milliseconds; `/proc` counts in steps of ten. */
  cpuMs(): number
  /** Resident memory, in bytes. */
  memory(): number
  child: ChildProcess
  stop(): Promise<void>
}

/** The compiled API, as `pnpm start` runs it. */
export async function startApi(
  databaseUrl: string,
  env: Record<string, string> = {},
): Promise<ServerProcess> {
  const port = await freePort()
  return startServer(join(root, 'packages/server/dist/api.js'), `http://127.0.0.1:${port}`, {
    DATABASE_URL: databaseUrl,
    DATA_DIR: CACHE_FOLDER,
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DEMO: 'false',
    LOG_LEVEL: 'warn',
    ...env,
  })
}

/** A peer: a script of `bench/peers/` that listens on PORT and says `{ ready: true }` to its parent. */
export async function startPeer(script: string, env: Record<string, string>): Promise<ServerProcess> {
  const port = await freePort()
  const file = join(root, 'bench/peers', script)
  return startServer(file, `http://127.0.0.1:${port}`, { PORT: String(port), ...env })
}

async function startServer(script: string, url: string, env: Record<string, string>): Promise<ServerProcess> {
  const flags = process.env.BENCH_NODE_FLAGS?.split(' ') ?? []
  const child = fork(script, {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    execArgv: flags,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit')
  await Promise.race([
    once(child, 'message'),
    ended.then(() => Promise.reject(new Error(`${script} ended before it was ready`))),
  ])
  return {
    url,
    child,
    cpuMs: () => cpuMsOf(child.pid ?? 0),
    memory: () => memoryOf(child.pid ?? 0),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
      await ended
    },
  }
}

/** Fields 14 and 15 of `/proc/<pid>/stat`, in ticks of a hundredth of a second. */
function cpuMsOf(pid: number): number {
  const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
  const fields = rest.split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

function memoryOf(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) * 1024
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
