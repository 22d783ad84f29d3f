/** How many are kept, and how often one is done again at most. */
const KEPT = 10
const TIMES = 3

/**
 * Of many things done side by side, those that took longest. Side by side each waits for the others, and for whatever
 * else the machine does; done again alone, one after the other, what is really slow is slow every time.
 */
export class Slowest<Thing> {
  #kept: { thing: Thing; ms: number }[] = []

  note(thing: Thing, ms: number): void {
    if (this.#kept.length === KEPT && ms <= (this.#kept.at(-1)?.ms ?? 0)) return
    this.#kept = [...this.#kept, { thing, ms }].sort((a, b) => b.ms - a.ms).slice(0, KEPT)
  }

  /** Milliseconds of the slowest one among the others. */
  get sideBySide(): number {
    return this.#kept[0]?.ms ?? 0
  }

  /** Milliseconds of the slowest one alone; one that takes more than it may is given two more chances. */
  async alone(doAgain: (thing: Thing) => Promise<unknown>, allowed: number): Promise<number> {
    let slowest = 0
    for (const { thing } of this.#kept) {
      let best = Number.POSITIVE_INFINITY
      for (let time = 0; time < TIMES && best >= allowed; time += 1) {
        const startedAt = performance.now()
        await doAgain(thing)
        best = Math.min(best, performance.now() - startedAt)
      }
      slowest = Math.max(slowest, best)
    }
    return slowest
  }
}
