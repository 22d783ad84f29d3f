import type { Role } from '@vigie/schema'
import type { Logger } from 'pino'
import type { PhotoDecoder, PhotoStorage } from '../ports.ts'
import type { Config } from './config.ts'
import type { EntityManager, Orm } from './db.ts'
import type { JobQueue } from './queue.ts'
import type { Secrets } from './secrets.ts'

/** Something that happened, as the wiring table knows it: its name starts jobs. */
export interface DomainEvent {
  /** `<domain>.<what happened>`, e.g. `alert.REPORTED`. */
  name: string
  townId: string
  id: string
}

/** What every use case may reach: built once per process by `api.ts`, `worker.ts` or `cli.ts`. */
export interface App {
  config: Config
  secrets: Secrets
  log: Logger
  /** The rows of the town that the work is for: see `inTown`. */
  orm: Orm
  /**
   * The rows of every town, for what the platform does before or beyond one: who is signed in, the alert
   * stream's look, a device that changes towns, import and demo. tests/security/row-security lists who may.
   */
  acrossTowns: Orm
  queue: JobQueue
  photos: PhotoStorage
  photoDecoder: PhotoDecoder
  /** Enqueues, inside the transaction, the jobs that `wiring.ts` gives to these events. */
  startJobs(tx: EntityManager, events: DomainEvent[]): Promise<void>
  /** The invented town and the accounts that its sign-in page offers; null where there is no demo. */
  demo: { inseeCode: string; accounts: DemoAccount[] } | null
}

export interface DemoAccount {
  name: string
  email: string
  password: string
  role: Role
  neighbourhood: string | null
}
