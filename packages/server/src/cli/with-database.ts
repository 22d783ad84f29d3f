import { entities } from '../entities.ts'
import { migrations } from '../migrations/index.ts'
import { readConfig } from '../platform/config.ts'
import { connect, type Orm } from '../platform/db.ts'
import { openCluster } from '../platform/embedded-postgres.ts'
import { migrate } from '../platform/migrate.ts'
import { openSecrets } from '../platform/secrets.ts'
import { unreachable } from '../platform/unreachable.ts'
import { jobs } from '../wiring.ts'

/**
 * Runs a command on the migrated database: the one of DATABASE_URL, or the installation's own. A cluster that
 * was started for the command is stopped after it; one that already ran is left alone.
 * @throws ConfigError or ClusterError when there is no database to run on
 */
export async function withDatabase<T>(work: (orm: Orm) => Promise<T>): Promise<T> {
  const config = readConfig()
  const cluster = config.databaseUrl
    ? null
    : await openCluster(config.dataDir, (await openSecrets(config.dataDir)).database)
  const url = config.databaseUrl ?? cluster?.url ?? ''
  try {
    const orm = await connect({
      url,
      entities,
      migrations,
      applicationName: 'vigie-cli',
      reach: 'every town',
      poolMax: 2,
    })
    try {
      await migrate(url, orm, jobs)
      return await work(orm)
    } finally {
      await orm.close()
    }
  } catch (error) {
    throw unreachable(url, error) ?? error
  } finally {
    if (cluster?.startedHere) await cluster.stop()
  }
}
