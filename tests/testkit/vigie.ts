import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from './api.ts'
import { oneAtATime } from './database.ts'
import { PATIENCE_MS } from './form.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')
const node = join(root, 'node_modules/.bin/node')

/** Vigie as `pnpm start` runs it: real processes, stopped as people and machines stop them. */
export class Vigie {
  readonly url: string
  readonly dataDir: string
  readonly #child: ChildProcess
  #output = ''
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>

  constructor(dataDir: string, port: number, env: Record<string, string>) {
    this.url = `http://localhost:${port}`
    this.dataDir = dataDir
    this.#child = spawn(node, [join(root, 'packages/server/dist/start.js')], {
      // A group of its own, as a terminal gives it.
      detached: true,
      env: {
        PATH: process.env.PATH,
        PORT: String(port),
        DATA_DIR: dataDir,
        // One machine plays a whole town; the limits have tests of their own.
        RATE_LIMIT_FACTOR: '1000',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk) => {
        this.#output += chunk
      })
    }
    this.ended = new Promise((resolve) => this.#child.once('close', resolve))
  }

  /** Everything it printed. */
  get output(): string {
    return this.#output
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  /** Resolves once it has said where it runs. */
  async announced(): Promise<void> {
    const isUp = async () => {
      if (this.#child.exitCode !== null) throw new Error(`it ended:\n${this.output}`)
      return this.output.includes('Vigie runs at')
    }
    await eventually(isUp, 60_000, () => this.output)
  }

  /** Ctrl-C: the signal reaches the whole group. */
  async interrupt(): Promise<number | null> {
    process.kill(-this.pid, 'SIGINT')
    return this.ended
  }

  /** Leaves nothing behind, however the test ended. */
  async remove(): Promise<void> {
    if (isAlive(this.pid)) await this.interrupt()
    const database = await this.postmaster().catch(() => 0)
    if (database && isAlive(database)) process.kill(database, 'SIGINT')
    await eventually(() => !database || !isAlive(database))
    await rm(this.dataDir, { recursive: true, force: true })
  }

  /** The process of one of its parts. */
  async part(name: 'api' | 'worker'): Promise<number> {
    const { stdout } = await run('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='])
    const line = stdout
      .split('\n')
      .find((it) => it.includes(`/dist/${name}.js`) && it.includes(` ${this.pid} `))
    if (!line) throw new Error(`no ${name} runs`)
    return Number(line.trim().split(/\s+/)[0])
  }

  /** The embedded database's process. */
  async postmaster(): Promise<number> {
    const file = await readFile(join(this.dataDir, 'postgres/postmaster.pid'), 'utf8')
    return Number(file.split('\n')[0])
  }

  /** kill -9 of the embedded database with all that belongs to it, as when the machine loses power. */
  async crashDatabase(): Promise<void> {
    const postmaster = await this.postmaster()
    const { stdout } = await run('ps', ['-o', 'pid=', '--ppid', String(postmaster)])
    for (const pid of [postmaster, ...stdout.trim().split(/\s+/).map(Number)]) process.kill(pid, 'SIGKILL')
    await eventually(() => !isAlive(postmaster))
  }

  /** Where the embedded database listens. */
  async databasePort(): Promise<number> {
    const file = await readFile(join(this.dataDir, 'postgres/postmaster.pid'), 'utf8')
    return Number(file.split('\n')[3])
  }

  async isServing(): Promise<boolean> {
    return fetch(`${this.url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
  }
}

/** Starts it on a data folder of its own, or on one that was used before. */
export async function startVigie(env: Record<string, string> = {}, dataDir = newDataDir()): Promise<Vigie> {
  return new Vigie(dataDir, env.PORT ? Number(env.PORT) : await freePort(), env)
}

/** A folder that everyone may walk to. */
export function newDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-start-'))
  chmodSync(folder, 0o755)
  return folder
}

/** Builds the server when its sources have changed. */
export const buildServer = () =>
  oneAtATime(() => run(node, [join(root, 'scripts/build.ts'), '--server', '--quiet']))

/** Whether a process runs; one that ended and that nobody has asked about yet does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z')
}

/** How much longer things take than on a machine that has nothing else to do. */
export const busyness = () => Math.max(1, (loadavg()[0] ?? 0) / availableParallelism())

/** Waits until it is so; how many milliseconds that took. */
export async function eventually(
  isSo: () => Promise<boolean> | boolean,
  within = PATIENCE_MS,
  explain: () => string = () => '',
): Promise<number> {
  const startedAt = Date.now()
  while (!(await isSo())) {
    if (Date.now() - startedAt > within) throw new Error(`not within ${within} ms\n${explain()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return Date.now() - startedAt
}
