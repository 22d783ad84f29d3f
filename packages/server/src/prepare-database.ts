import { createDemoTown, hasTown } from './demo/create-demo-town.ts'
import { entities } from './entities.ts'
import { migrations } from './migrations/index.ts'
import { openApp } from './open-app.ts'
import type { Config } from './platform/config.ts'
import { connect } from './platform/db.ts'
import { migrate } from './platform/migrate.ts'
import { unreachable } from './platform/unreachable.ts'
import { jobs } from './wiring.ts'

/**
 * Migrates, and makes the demo town where there is to be one and there is none.
 * @throws ConfigError when the database cannot be reached, or is too old
 */
export async function prepareDatabase(config: Config, databaseUrl: string): Promise<void> {
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
    if (!config.demo || (await hasTown(orm))) return
  } catch (error) {
    throw unreachable(databaseUrl, error) ?? error
  } finally {
    await orm.close()
  }
  const app = await openApp(config, databaseUrl, 'cli')
  await createDemoTown(app).finally(() => app.close())
}
