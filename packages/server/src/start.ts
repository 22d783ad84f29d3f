import { once } from 'node:events'
import { createServer } from 'node:net'
import { announce } from './announce.ts'
import { createDemoTown } from './demo/create-demo-town.ts'
import { entities } from './entities.ts'
import { migrations } from './migrations/index.ts'
import { openApp } from './open-app.ts'
import { type Config, ConfigError, readConfig } from './platform/config.ts'
import { connect } from './platform/db.ts'
import { type Cluster, ClusterError, openCluster } from './platform/embedded-postgres.ts'
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
  const cluster = config.databaseUrl ? null : await openCluster(config.dataDir, secrets.database)
  const databaseUrl = config.databaseUrl ?? cluster?.url ?? ''
  const parts: Part[] = []
  stopOnSignal(parts, cluster)
  try {
    await prepareDatabase(config, databaseUrl)
    const env = { ...process.env, DATABASE_URL: databaseUrl }
    parts.push(supervise('worker', env), supervise('api', env))
    await Promise.all(parts.map((part) => part.ready))
  } catch (error) {
    await stopAll(parts, cluster)
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

/** Says so before anything is started, instead of leaving it to a child. */
async function requireFreePort({ host, port }: Config): Promise<void> {
  const probe = createServer().listen(port, host)
  const [outcome] = await Promise.race([once(probe, 'listening').then(() => [null]), once(probe, 'error')])
  if (outcome instanceof Error) {
    const { code } = outcome as NodeJS.ErrnoException
    const reason = code === 'EADDRINUSE' ? 'is in use' : `cannot be opened (${code})`
    throw new ConfigError(
      `Port ${port} ${reason}: stop what uses it, or choose another, e.g. PORT=${port + 1}.`,
    )
  }
  probe.close()
  await once(probe, 'close')
}

function stopOnSignal(parts: Part[], cluster: Cluster | null): void {
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    stopAll(parts, cluster).then(() => process.exit(0))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  process.on('SIGHUP', stop)
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
