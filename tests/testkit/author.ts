import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from './client.ts'
import { REPORT } from './operations.ts'
import { aReport } from './report.ts'

/** Milliseconds without an answer after which a phone hangs up. */
const PATIENCE_MS = 3_000

/**
 * Somebody who reports one thing after the other, as the phone's outbox does it: each is sent, with its one id,
 * until the server acknowledges it.
 */
export class Author {
  /** The ids that the server has acknowledged, in the order in which they were written. */
  readonly acknowledged: string[] = []
  /** Answers that were neither an acknowledgement nor temporary: there must be none. */
  readonly surprises: string[] = []
  /** The codes of temporary refusals, as they came. */
  readonly refusals: string[] = []
  /** How often a report was sent without an answer that settled it. */
  unsettled = 0
  readonly #client: Client
  #writing = true
  #done: Promise<void> = Promise.resolve()

  constructor(client: Client) {
    this.#client = client
  }

  /** Begins to write; `rest` milliseconds between two reports. */
  start(rest: number): this {
    this.#done = this.#write(rest)
    return this
  }

  /** Finishes the report in hand. */
  stop(): Promise<void> {
    this.#writing = false
    return this.#done
  }

  async #write(rest: number): Promise<void> {
    while (this.#writing) {
      const input = aReport()
      while (!(await this.#send(input))) {
        this.unsettled += 1
        await pause(100 + Math.random() * 100)
      }
      this.acknowledged.push(input.id)
      await pause(rest)
    }
  }

  async #send(input: { id: string }): Promise<boolean> {
    try {
      const answer = await this.#client.query(REPORT, { input }, AbortSignal.timeout(PATIENCE_MS))
      const report = answer.data?.reportAlert as Reported | undefined
      if (report?.alert?.id === input.id) return true
      const temporary = answer.errors ? !answer.errors[0]?.extensions.permanent : answer.statusCode === 503
      if (!temporary) this.surprises.push(JSON.stringify(answer))
      else if (answer.errors?.[0]) this.refusals.push(answer.errors[0].extensions.code)
      return false
    } catch {
      return false
    }
  }
}

interface Reported {
  alert?: { id: string }
}
