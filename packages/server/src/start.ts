import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { announce } from './announce.ts'
import { createDemoTown } from './demo/create-demo-town.ts'
import { entities } from './entities.ts'
import { migrations } from './migrations/index.ts'
import { openApp } from './open-app.ts'
import { type Config, ConfigError, readConfig } from './platform/config.ts'
import { connect } from './platform/db.ts'
import { type Cluster, ClusterError, openCluster } from './platform/embedded-postgres.ts'
import { keepRunning, requireAlone } from './platform/keep-cluster.ts'
import { createLog } from './platform/log.ts'
import { migrate } from './platform/migrate.ts'
import { openSecrets } from './platform/secrets.ts'
import { unreachable } from './platform/unreachable.ts'
import { type Part, supervise } from './supervisor.ts'
import { jobs } from './wiring.ts'

/**
 * `pnpm start`: database → migrations → demo town → worker and API under one supervisor → who can sign in.
 * Ctrl-C ends them in the opposite order.
 */
async function start(): Promise<void> {
  const startedAt = Date.now()
  const config = readConfig()
  await requireFreePort(config)
  const secrets = await openSecrets(config.dataDir)
  const parts: Part[] = []
  const opening = config.databaseUrl ? null : openCluster(config.dataDir, secrets.database)
  let letGo = () => {}
  let alone = false
  const stop = async () => {
    letGo()
    const opened = await opening?.catch(() => null)
    await stopAll(parts, opened && (alone || opened.startedHere) ? opened : null)
  }
  stopOnSignal(stop)
  const cluster = await opening
  if (cluster) {
    await requireAlone(cluster, config.dataDir)
    alone = true
    letGo = keepRunning(cluster, createLog(config.logLevel, 'start'))
  }
  const databaseUrl = config.databaseUrl ?? cluster?.url ?? ''
  try {
    await prepareDatabase(config, databaseUrl)
    const env = { ...process.env, DATABASE_URL: databaseUrl }
    parts.push(supervise('worker', env), supervise('api', env))
    await Promise.all(parts.map((part) => part.ready))
  } catch (error) {
    await stop()
    throw error
  }
  announce(config, secrets, Date.now() - startedAt)
}

async function prepareDatabase(config: Config, databaseUrl: string): Promise<void> {
  const orm = await connect({
    url: databaseUrl,
    entities,
    migrations,
    applicationName: 'vigie-start',
    reach: 'every town',
    poolMax: 2,
  })
  try {
    await migrate(databaseUrl, orm, jobs)
  } catch (error) {
    throw unreachable(databaseUrl, error) ?? error
  } finally {
    await orm.close()
  }
  if (!config.demo) return
  const app = await openApp(config, databaseUrl, 'cli')
  await createDemoTown(app).finally(() => app.close())
}

/** How long a port may still be held by the API of a start that was killed: it ends by itself. */
const PORT_PATIENCE_MS = 3_000

/** Says so before anything is started, instead of leaving it to a child. */
async function requireFreePort({ host, port }: Config): Promise<void> {
  const until = Date.now() + PORT_PATIENCE_MS
  let code = await tryPort(host, port)
  while (code === 'EADDRINUSE' && Date.now() < until) {
    await pause(50)
    code = await tryPort(host, port)
  }
  if (code === null) return
  if (code !== 'EADDRINUSE' && code !== 'EACCES') {
    throw new ConfigError(
      `HOST ${host} is not an address of this machine (${code}): use 127.0.0.1 or 0.0.0.0.`,
    )
  }
  const reason =
    code === 'EADDRINUSE' ? 'is in use: stop what uses it, or' : 'may not be opened by this user:'
  throw new ConfigError(`Port ${port} ${reason} choose another, e.g. PORT=${port < 1024 ? 4000 : port - 1}.`)
}

/** Null when it could be opened, else the system's error code. */
async function tryPort(host: string, port: number): Promise<string | null> {
  const probe = createServer().listen(port, host)
  const [outcome] = await Promise.race([once(probe, 'listening').then(() => [null]), once(probe, 'error')])
  if (outcome instanceof Error) return (outcome as NodeJS.ErrnoException).code ?? outcome.message
  probe.close()
  await once(probe, 'close')
  return null
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false
  const stopOnce = () => {
    if (stopping) return
    stopping = true
    stop().then(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stopOnce)
}

/** The API first, so that nothing new comes in; the database last. */
async function stopAll(parts: Part[], cluster: Cluster | null): Promise<void> {
  for (const part of parts.toReversed()) await part.stop()
  await cluster?.stop()
}

start().catch((error) => {
  const expected = error instanceof ConfigError || error instanceof ClusterError
  console.error(expected ? `vigie: ${error.message}` : error)
  process.exit(1)
})
