import { announce } from './announce.ts'
import { ConfigError, readConfig } from './platform/config.ts'
import { type Cluster, ClusterError, openCluster } from './platform/embedded-postgres.ts'
import { requireFreePort } from './platform/free-port.ts'
import { keepRunning, requireAlone } from './platform/keep-cluster.ts'
import { createLog } from './platform/log.ts'
import { openSecrets } from './platform/secrets.ts'
import { type Part, supervise } from './supervisor.ts'

/**
 * Database → migrations → demo town → worker and API under one supervisor → who can sign in. The API reads its code
 * meanwhile, for it is what people wait for. Ctrl-C ends them in the opposite order.
 */
async function start(): Promise<void> {
  const startedAt = Date.now()
  const config = readConfig()
  const secrets = await openSecrets(config.dataDir)
  const prepared = Promise.withResolvers<string>()
  prepared.promise.catch(() => undefined)
  const parts: Part[] = [supervise('api', prepared.promise)]
  const opening = requireFreePort(config).then(() =>
    config.databaseUrl ? null : openCluster(config.dataDir, secrets.database),
  )
  let letGo = () => {}
  let alone = false
  const stop = async () => {
    letGo()
    const opened = await opening.catch(() => null)
    await stopAll(parts, opened && (alone || opened.startedHere) ? opened : null)
  }
  const isStopping = stopOnSignal(stop)
  try {
    const preparing = import('./prepare-database.ts')
    const cluster = await opening
    if (cluster) {
      await requireAlone(cluster, config.dataDir)
      alone = true
      letGo = keepRunning(cluster, createLog(config.logLevel, 'start'))
    }
    const databaseUrl = config.databaseUrl ?? cluster?.url ?? ''
    await (await preparing).prepareDatabase(config, databaseUrl)
    prepared.resolve(databaseUrl)
    parts.push(supervise('worker', prepared.promise))
    await Promise.all(parts.map((part) => part.ready))
  } catch (error) {
    if (isStopping()) return
    await stop()
    throw error
  }
  announce(config, secrets, Date.now() - startedAt)
}

/** @returns whether it is under way */
function stopOnSignal(stop: () => Promise<void>): () => boolean {
  let stopping = false
  const stopOnce = () => {
    if (stopping) return
    stopping = true
    stop().then(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stopOnce)
  return () => stopping
}

/** The API first, so that nothing new comes in; the database last. */
async function stopAll(parts: Part[], cluster: Cluster | null): Promise<void> {
  for (const part of parts) await part.stop()
  await cluster?.stop()
}

start().catch((error) => {
  const expected = error instanceof ConfigError || error instanceof ClusterError
  console.error(expected ? `vigie: ${error.message}` : error)
  process.exit(1)
})
