import { createWebPush } from './adapters/push.web-push.ts'
import { openApp } from './open-app.ts'
import { readConfig } from './platform/config.ts'
import { createLog } from './platform/log.ts'
import { endWell, openedInTime, preparedDatabase, reportReady } from './platform/process.ts'
import { workJobs } from './wiring.ts'

/** One worker process: it works the jobs that the API's transactions enqueued. */
const config = readConfig()
const databaseUrl = await preparedDatabase(config.databaseUrl)
const app = await openedInTime(createLog(config.logLevel, 'worker'), openApp(config, databaseUrl, 'worker'))
const push = createWebPush({
  ...app.secrets.vapid,
  subject: config.vapidSubject,
  trustedHosts: config.pushServices.filter((service) => service.includes(':')),
})
await workJobs(app, push)
endWell(() => app.close())
reportReady()
