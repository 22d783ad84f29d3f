import { fromKysely, type Job, type JobResult, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import * as v from 'valibot'
import type { EntityManager } from './db.ts'

/** A job's name and the shape of its data (ids only); its handler lives elsewhere. */
export interface JobDefinition<Schema extends v.GenericSchema = v.GenericSchema> {
  name: string
  data: Schema
  /** Tries after the first; between them the pause doubles, with jitter. */
  retries: number
  /** Gets the same data when no try is left, however the last one ended: by a throw or by a worker's death. */
  givenUp?: JobDefinition<Schema>
}

/** Defines a job. The data is validated when it is sent and when it is worked. */
export const defineJob = <Schema extends v.GenericSchema>(job: JobDefinition<Schema>) => job

export interface JobQueue {
  /** Enqueues inside the caller's transaction: a rollback drops the job, a commit runs it. */
  enqueue<S extends v.GenericSchema>(
    tx: EntityManager,
    job: JobDefinition<S>,
    data: v.InferOutput<S>[],
  ): Promise<void>
  /** Works the job until `stop`; a throw is a failed try. */
  work<S extends v.GenericSchema>(
    job: JobDefinition<S>,
    handle: (data: v.InferOutput<S>) => Promise<void>,
  ): Promise<void>
  stop(): Promise<void>
}

/** Seconds without a heartbeat after which a worker counts as dead and its job is taken over. */
const HEARTBEAT_SECONDS = 10

/** Jobs that are fetched together and worked side by side. */
const BATCH = 5

export interface QueueOptions {
  url: string
  log: Logger
  /** A worker supervises: it finds dead workers and cleans up. The API only enqueues. */
  supervise: boolean
  /** Told once when the database has not answered a supervisor for half a minute. */
  onSilence: () => void
}

/** Milliseconds without an answer after which a database is gone, however long its statements take. */
const SILENCE_MS = 30_000

/** Starts pg-boss on the same database. The tables are made by `migrate`. */
export async function openQueue({ url, log, supervise, onSilence }: QueueOptions): Promise<JobQueue> {
  const boss = new PgBoss({
    connectionString: url,
    application_name: supervise ? 'vigie-worker-queue' : 'vigie-api-queue',
    max: supervise ? 6 : 2,
    migrate: false,
    createSchema: false,
    supervise,
    schedule: false,
    // Every pass looks for dead workers: with equal intervals every other one would come a moment too early.
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 1,
    useListenNotify: true,
  })
  boss.on('error', (error) => log.error({ err: error.message }, 'queue error'))
  await boss.start()
  let silence: NodeJS.Timeout | undefined
  const hurry = async () => {
    // The last one still waits for its answer.
    if (silence) return
    silence = setTimeout(onSilence, SILENCE_MS)
    await boss
      .getDb()
      .executeSql(HURRY)
      .catch((error) => log.error({ err: error.message }, 'queue error'))
    clearTimeout(silence)
    silence = undefined
  }
  const hurrying = supervise ? setInterval(hurry, 1_000) : null
  return {
    async enqueue(tx, job, data) {
      const jobs = data.map((it) => ({ data: v.parse(job.data, it) as object }))
      await boss.insert(job.name, jobs, { db: fromKysely(tx.getKysely()) })
    },
    async work(job, handle) {
      const options = {
        // A full batch is followed by the next at once; one job at a time would wait for the poll after each.
        batchSize: BATCH,
        burstWhenBatchFull: true,
        localConcurrency: 3,
        perJobResults: true,
        pollingIntervalSeconds: 1,
        // Nobody notifies of a retry that is due or of a dead worker's job: unasked it would wait for 30 s.
        notifyPollingIntervalSeconds: 1,
      } as const
      await boss.work(job.name, options, (batch: Job<object>[]) =>
        Promise.all(batch.map((it) => resultOf(it.id, async () => handle(v.parse(job.data, it.data))))),
      )
    },
    async stop() {
      if (hurrying) clearInterval(hurrying)
      await boss.stop({ graceful: true, timeout: 10_000 })
    },
  }
}

/** Each job of a batch ends for itself: one that fails is tried again alone. */
const resultOf = (id: string, handle: () => Promise<void>): Promise<JobResult> =>
  handle().then(
    () => ({ id, status: 'completed' }),
    (error: Error) => ({ id, status: 'failed', output: { message: error.message } }),
  )

/**
 * A dead worker's job did not fail, so it has nothing to wait for: without this its pause would grow with every
 * worker that dies over it.
 */
const HURRY = `
  update pgboss.job set start_after = now()
  where state = 'retry' and start_after > now() and output -> 'value' ->> 'message' = 'job heartbeat timeout'`

/** Makes the queue's tables and one queue per job; part of `migrate`, under its lock. */
export async function migrateQueue(url: string, jobs: JobDefinition[]): Promise<void> {
  const boss = new PgBoss({ connectionString: url, supervise: false, schedule: false, max: 1 })
  boss.on('error', () => undefined)
  await boss.start()
  for (const job of jobs.flatMap((it) => (it.givenUp ? [it.givenUp, it] : [it]))) {
    const options = {
      retryLimit: job.retries,
      retryDelay: 2,
      retryBackoff: true,
      retryDelayMax: 300,
      heartbeatSeconds: HEARTBEAT_SECONDS,
      notify: true,
      ...(job.givenUp ? { deadLetter: job.givenUp.name } : {}),
    }
    if (await boss.getQueue(job.name)) await boss.updateQueue(job.name, options)
    else await boss.createQueue(job.name, options)
  }
  await boss.stop({ graceful: false })
}
