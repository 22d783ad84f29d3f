import { createWebPush } from './adapters/push.web-push.ts'
import { openApp } from './open-app.ts'
import { readConfig } from './platform/config.ts'
import { endWell, reportReady } from './platform/process.ts'
import { workJobs } from './wiring.ts'

/** One worker process: it works the jobs that the API's transactions enqueued. */
const config = readConfig()
if (!config.databaseUrl) throw new Error('DATABASE_URL is not set')
const app = await openApp(config, config.databaseUrl, 'worker')
const push = createWebPush({
  ...app.secrets.vapid,
  subject: config.vapidSubject,
  trustedHosts: config.pushServices.filter((service) => service.includes(':')),
})
await workJobs(app, push)
endWell(() => app.close())
reportReady()
