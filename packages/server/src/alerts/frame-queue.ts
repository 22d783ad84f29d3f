/** Frames that one slow phone may leave waiting before it is told to reload instead. */
const WAITING_MAX = 500

/** What waits for one subscriber. A phone that cannot keep up loses its backlog, never the server its memory. */
export class FrameQueue<Frame> {
  #waiting: Frame[] = []
  #overflowed = false
  #ended = false
  #held = false
  #wake: (() => void) | null = null

  /** Nothing waits, and whoever drains waits for more: a frame may go past this queue without passing another. */
  get isIdle(): boolean {
    const isEmpty = this.#waiting.length === 0 && !this.#overflowed
    return isEmpty && this.#wake !== null && !this.#held && !this.#ended
  }

  /** A frame is on its way past this idle queue: until `letGo` whatever comes waits behind it. */
  hold(): void {
    this.#held = true
  }

  letGo(): void {
    this.#held = false
    if (this.#waiting.length > 0 || this.#overflowed) this.#wake?.()
  }

  push(frame: Frame): void {
    if (this.#waiting.length >= WAITING_MAX) {
      this.#waiting = []
      this.#overflowed = true
    }
    if (!this.#overflowed) this.#waiting.push(frame)
    if (!this.#held) this.#wake?.()
  }

  end(): void {
    this.#ended = true
    this.#wake?.()
  }

  /** Yields frames as they come, until `end`. `onOverflow` makes the frame that replaces a lost backlog. */
  async *drain(onOverflow: () => Frame): AsyncGenerator<Frame> {
    while (!this.#ended) {
      if (this.#overflowed) {
        this.#overflowed = false
        yield onOverflow()
        continue
      }
      const next = this.#waiting.shift()
      if (next !== undefined) {
        yield next
        continue
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
      this.#wake = null
    }
  }
}
