import { deliver, giveUpDelivery } from './notifications/deliver.job.ts'
import { deliverJob, deliveryGivenUpJob } from './notifications/deliver.job-definition.ts'
import { fanOutAlert } from './notifications/fan-out-alert.job.ts'
import { fanOutAlertJob } from './notifications/fan-out-alert.job-definition.ts'
import type { App } from './platform/app.ts'
import type { JobDefinition, JobQueue } from './platform/queue.ts'
import type { PushPort } from './ports.ts'

/** Which event starts which jobs. */
const STARTS: Record<string, (typeof fanOutAlertJob)[]> = {
  'alert.REPORTED': [fanOutAlertJob],
  'alert.COMMENTED': [fanOutAlertJob],
  'alert.ACKNOWLEDGED': [fanOutAlertJob],
  'alert.ON_THE_WAY': [fanOutAlertJob],
  'alert.RESOLVED': [fanOutAlertJob],
  'alert.PHOTO_ADDED': [],
}

/** Every job, for the migration that makes their queues. */
export const jobs: JobDefinition[] = [fanOutAlertJob, deliverJob]

/** The enqueuing half: what `app.startJobs` does. */
export function startJobsBy(queue: JobQueue): App['startJobs'] {
  return async (tx, events) => {
    for (const [name, alike] of Map.groupBy(events, (event) => event.name)) {
      const data = alike.map(({ townId, id }) => ({ townId, eventId: id }))
      for (const job of STARTS[name] ?? []) await queue.enqueue(tx, job, data)
    }
  }
}

/** The working half: which handler works which job. */
export async function workJobs(app: App, push: PushPort): Promise<void> {
  await app.queue.work(fanOutAlertJob, (data) => fanOutAlert(app, data))
  await app.queue.work(deliverJob, (data) => deliver(app, push, data))
  await app.queue.work(deliveryGivenUpJob, (data) => giveUpDelivery(app, data))
}
