import { chmod, mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { entities } from '@vigie/server/entities.ts'
import { migrations } from '@vigie/server/migrations/index.ts'
import { connect } from '@vigie/server/platform/db.ts'
import { openCluster } from '@vigie/server/platform/embedded-postgres.ts'
import { migrate } from '@vigie/server/platform/migrate.ts'
import { jobs } from '@vigie/server/wiring.ts'
import type { TestProject } from 'vitest/node'
import { onceAmongProcesses } from './once-among-processes.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The migrated database that every test file copies. */
    templateUrl: string
    /** Where the demo's files are, once a test file has asked for it. */
    demoDir: string
  }
}

/**
 * One real PostgreSQL for the run; its migrated database is the template of every test file. `pnpm test` runs several
 * parts and gives them one folder for all (VIGIE_TEST_CLUSTER): then whoever comes first makes it, and `pnpm test`
 * ends it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const shared = process.env.VIGIE_TEST_CLUSTER
  const folder = shared ?? join(tmpdir(), `vigie-tests-${process.pid}-${project.name}`)
  await mkdir(folder, { recursive: true })
  // As root the database runs as another user, who must be able to walk down to it.
  await chmod(folder, 0o755)
  await onceAmongProcesses(join(folder, 'prepared'), () => prepareTemplate(folder))
  const cluster = await openCluster(folder, 'tests')
  project.provide('templateUrl', cluster.url)
  project.provide('demoDir', join(folder, 'demo'))
  return async () => {
    if (shared) return
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function prepareTemplate(folder: string): Promise<void> {
  const { url } = await openCluster(folder, 'tests')
  const orm = await connect({
    url,
    entities,
    migrations,
    applicationName: 'tests',
    reach: 'every town',
    poolMax: 2,
  })
  await migrate(url, orm, jobs)
  await orm.close()
}
