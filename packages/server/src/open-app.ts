import 'reflect-metadata'
import { join } from 'node:path'
import { createPhotoDecoder } from './adapters/photos.sharp.ts'
import { createDiskStorage } from './adapters/storage.disk.ts'
import { demoAccounts } from './demo/demo-accounts.ts'
import { DEMO_TOWN } from './demo/town-files.ts'
import { entities } from './entities.ts'
import { migrations } from './migrations/index.ts'
import type { App } from './platform/app.ts'
import { requireRowSecurity } from './platform/app-role.ts'
import type { Config } from './platform/config.ts'
import { connect } from './platform/db.ts'
import { createLog } from './platform/log.ts'
import { giveUp } from './platform/process.ts'
import { openQueue } from './platform/queue.ts'
import { openSecrets } from './platform/secrets.ts'
import { startJobsBy } from './wiring.ts'

/** Builds what every process has: configuration, secrets, database, queue, storage. */
export async function openApp(
  config: Config,
  databaseUrl: string,
  process: 'api' | 'worker' | 'cli',
): Promise<App & { close(): Promise<void> }> {
  const log = createLog(config.logLevel, process)
  const secrets = await openSecrets(config.dataDir)
  const database = { url: databaseUrl, entities, migrations, impatient: process === 'api' }
  const applicationName = `vigie-${process}`
  const orm = await connect({ ...database, applicationName, reach: 'the town of the work' })
  const acrossTowns = await connect({
    ...database,
    applicationName: `${applicationName}-platform`,
    reach: 'every town',
    poolMax: 5,
  })
  await requireRowSecurity(orm)
  const queue = await openQueue({
    url: databaseUrl,
    log,
    supervise: process === 'worker',
    onSilence: () => giveUp(log),
  })
  const photoDecoder = createPhotoDecoder()
  return {
    config,
    secrets,
    log,
    orm,
    acrossTowns,
    queue,
    photos: createDiskStorage(join(config.dataDir, 'photos')),
    photoDecoder,
    startJobs: startJobsBy(queue),
    demo: config.demo ? { inseeCode: DEMO_TOWN.inseeCode, accounts: demoAccounts(secrets) } : null,
    async close() {
      await photoDecoder.close()
      await queue.stop()
      await orm.close()
      await acrossTowns.close()
    },
  }
}
