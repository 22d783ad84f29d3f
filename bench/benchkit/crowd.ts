import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** What a process of the crowd is told first. */
export interface CrowdOrder {
  url: string
  /** What each socket sends once it is open: the n-th resident's cookie, and the document it subscribes with. */
  cookies: string[]
  /** The graphql-transport-ws document; null for a bare socket that only listens. */
  query: string | null
  /** The last number of the loopback address it comes from. */
  address: number
}

/** What it tells when asked: of each message about this alert, when it arrived (`performance.timeOrigin` based). */
export interface Heard {
  received: number
  arrivals: number[]
}

/** Phones with the app open, in processes of their own. */
export class Crowd {
  readonly #processes: ChildProcess[]

  private constructor(processes: ChildProcess[]) {
    this.#processes = processes
  }

  /** Opens all sockets and waits until each has subscribed. */
  static async gather(orders: CrowdOrder[]): Promise<Crowd> {
    const processes = orders.map(() => fork(join(import.meta.dirname, 'crowd.process.ts')))
    await Promise.all(
      processes.map(async (child, index) => {
        child.send({ kind: 'gather', order: orders[index] })
        const [message] = await once(child, 'message')
        if (message !== 'gathered') throw new Error(`the crowd did not gather: ${message}`)
      }),
    )
    return new Crowd(processes)
  }

  /** What has come of messages that hold this text. */
  async heard(marker: string): Promise<Heard> {
    const answers = await Promise.all(
      this.#processes.map(async (child) => {
        child.send({ kind: 'heard', marker })
        const [message] = await once(child, 'message')
        return message as Heard
      }),
    )
    return {
      received: answers.reduce((sum, it) => sum + it.received, 0),
      arrivals: answers.flatMap((it) => it.arrivals),
    }
  }

  leave(): void {
    for (const child of this.#processes) child.kill('SIGKILL')
  }
}
