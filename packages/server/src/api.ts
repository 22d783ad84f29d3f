import 'reflect-metadata'
import { serveApi } from './api/serve.ts'
import { openApp } from './open-app.ts'
import { readConfig } from './platform/config.ts'
import { createLog } from './platform/log.ts'
import { endWell, openedInTime, preparedDatabase, reportReady } from './platform/process.ts'

/** One API process. The supervisor gives it a migrated database. */
const config = readConfig()
const databaseUrl = await preparedDatabase(config.databaseUrl)
const app = await openedInTime(createLog(config.logLevel, 'api'), openApp(config, databaseUrl, 'api'))
const api = await serveApi(app, databaseUrl)
endWell(async () => {
  await api.close()
  await app.close()
})
reportReady({ url: api.url })
