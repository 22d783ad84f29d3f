import { CodedError } from '../platform/errors.ts'

/** Seconds after which somebody who was turned away finds the pool empty again. */
const RETRY_AFTER = 5

/**
 * Runs expensive work, so much at once and so much waiting; who comes beyond that is sent away at once, which
 * costs nothing. Every Argon2 hash takes 19 MiB and one of libuv's four threads, which files and DNS need too.
 */
export class HashingPool {
  readonly #atOnce: number
  readonly #waitingMax: number
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(atOnce: number, waitingMax: number) {
    this.#atOnce = atOnce
    this.#waitingMax = waitingMax
  }

  /**
   * The result of `work`, once it is its turn.
   * @throws CodedError UNAVAILABLE when too many wait already
   */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < this.#atOnce) this.#running++
    else await this.#turn()
    try {
      return await work()
    } finally {
      // A place is handed on: whoever comes meanwhile does not overtake.
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running--
    }
  }

  #turn(): Promise<void> {
    if (this.#waiting.length >= this.#waitingMax) {
      const message =
        'Beaucoup de personnes se connectent en ce moment\u202F: réessayez dans quelques secondes.'
      throw new CodedError('UNAVAILABLE', message, undefined, { retryAfter: RETRY_AFTER })
    }
    return new Promise((resolve) => this.#waiting.push(resolve))
  }
}
