import type { Viewer } from '../identity/viewer.ts'
import type { App } from '../platform/app.ts'
import { sightOf } from './alert.policy.ts'
import { createCatchUp } from './catch-up.ts'
import { FrameQueue } from './frame-queue.ts'
import { type Revocation, readSnapshot, type StreamEvent } from './stream.reads.ts'
import { decodeStreamCursor, encodeStreamCursor } from './stream-cursor.ts'
import { factsOf } from './to-alert.ts'

/** What a subscriber gets; `event` objects are shared between all who see the same event. */
export interface StreamFrame {
  cursor: string
  reload: boolean
  event: StreamEvent | null
}

/** Takes a live frame to its phone past the idle queue, which it may hold; false when the phone is not ready. */
export type Deliver = (frame: StreamFrame, queue: FrameQueue<StreamFrame>) => boolean

interface Subscriber {
  viewer: Viewer
  queue: FrameQueue<StreamFrame>
  deliver: Deliver | undefined
}

/** Milliseconds between looks that nobody rang for: a lost bell costs this much and no more. */
const QUIET_LOOK_MS = 10_000

/**
 * The live side of one API process. A bell (`pg_notify`) only says "look"; what is sent is what one snapshot
 * shows beyond the floor, so that a lost, doubled or early bell changes nothing. An event may be sent before
 * the floor passes it (its transaction is done, an older one is not): it is sent once, and the cursor stays
 * below it until nothing older can still commit.
 */
export class AlertStream {
  readonly #app: App
  readonly #onRevoked: (revocation: Revocation) => void
  readonly #readMissed: ReturnType<typeof createCatchUp>
  readonly #subscribers = new Set<Subscriber>()
  /** Everything with a transaction id below it has been sent by this process. */
  #floor = 0n
  #epoch = ''
  /** Events and revocations from beyond the floor, which the next looks read again. */
  #done = new Map<string, bigint>()
  #looking: Promise<void> | null = null
  #rung = false
  #timer: NodeJS.Timeout | null = null
  #stopped = false

  constructor(app: App, onRevoked: (revocation: Revocation) => void) {
    this.#app = app
    this.#onRevoked = onRevoked
    this.#readMissed = createCatchUp(app)
  }

  /** Takes the present as its beginning. */
  async start(): Promise<void> {
    const now = await readSnapshot(this.#app.acrossTowns.em.fork(), 2n ** 62n)
    this.#floor = now.horizon
    this.#epoch = now.epoch
    this.#timer = setInterval(() => this.ring(), QUIET_LOOK_MS)
  }

  /** Ends every stream; the look that is under way is the last, and is waited for. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#rung = false
    if (this.#timer) clearInterval(this.#timer)
    for (const subscriber of this.#subscribers) subscriber.queue.end()
    await this.#looking
  }

  /** Where a stream that starts now would begin. */
  get cursor(): string {
    return this.#cursorAt(this.#floor)
  }

  get subscriberCount(): number {
    return this.#subscribers.size
  }

  /** Something may have happened. Rings during a look lead to one more look, not to many. */
  ring(): void {
    if (this.#stopped) return
    this.#rung = true
    this.#looking ??= this.#lookWhileRung().finally(() => {
      this.#looking = null
      if (this.#rung) this.ring()
    })
  }

  async #lookWhileRung(): Promise<void> {
    while (this.#rung) {
      this.#rung = false
      await this.#look().catch((error) => {
        this.#app.log.error({ err: error }, 'the alert stream could not look; it tries again')
      })
    }
  }

  async #look(): Promise<void> {
    const seen = await readSnapshot(this.#app.acrossTowns.em.fork(), this.#floor)
    for (const revocation of seen.revocations) {
      if (this.#isFirst(revocation)) this.#onRevoked(revocation)
    }
    for (const event of seen.events) {
      if (this.#isFirst(event)) this.#send(event, seen.horizon)
    }
    this.#floor = seen.horizon
    for (const [id, xid] of this.#done) if (xid < seen.horizon) this.#done.delete(id)
  }

  #isFirst({ id, xid }: { id: string; xid: bigint }): boolean {
    const first = !this.#done.has(id)
    this.#done.set(id, xid)
    return first
  }

  #send(event: StreamEvent, horizon: bigint): void {
    const cursor = this.#cursorAt(lower(event.xid, horizon))
    const frame: StreamFrame = { cursor, reload: false, event }
    const facts = factsOf(event.alert)
    for (const { viewer, queue, deliver } of this.#subscribers) {
      if (!sightOf(viewer, facts)) continue
      const isDelivered = queue.isIdle && deliver?.(frame, queue)
      if (!isDelivered) queue.push(frame)
    }
  }

  /**
   * Catches up after `after`, then goes live. The subscriber is registered before the catch-up is read:
   * what happens meanwhile waits in its queue, and repeats carry the same event id.
   * @param deliver a way past the queue, for a phone that keeps up
   */
  open(viewer: Viewer, after: string | null, deliver?: Deliver): AsyncIterableIterator<StreamFrame> {
    const subscriber: Subscriber = { viewer, queue: new FrameQueue(), deliver }
    this.#subscribers.add(subscriber)
    const frames = this.#frames(subscriber, after)
    return {
      [Symbol.asyncIterator]() {
        return this
      },
      next: () => frames.next(),
      // A generator that waits for a frame cannot be returned from outside: ending its queue wakes it.
      return: () => {
        this.#subscribers.delete(subscriber)
        subscriber.queue.end()
        return frames.return(undefined)
      },
    }
  }

  async *#frames(subscriber: Subscriber, after: string | null): AsyncGenerator<StreamFrame> {
    try {
      yield* this.#catchUp(subscriber.viewer, after)
      yield* subscriber.queue.drain(() => ({ cursor: this.cursor, reload: true, event: null }))
    } finally {
      // Whoever iterates does not call `return` on what has thrown.
      this.#subscribers.delete(subscriber)
    }
  }

  async *#catchUp(viewer: Viewer, after: string | null): AsyncGenerator<StreamFrame> {
    if (after === null) {
      yield { cursor: this.cursor, reload: false, event: null }
      return
    }
    const from = decodeStreamCursor(after)
    if (from?.epoch !== this.#epoch) {
      yield { cursor: this.cursor, reload: true, event: null }
      return
    }
    const missed = await this.#readMissed({ viewer, xid: from.xid })
    // The right was lost and the look that closes the socket is still to come: it may as well come now.
    if (!missed) return this.ring()
    // A cursor never rises above the horizon of its time: one beyond today's is not of this database's past.
    if (!missed.events || from.xid > missed.horizon) {
      yield { cursor: this.#cursorAt(missed.horizon), reload: true, event: null }
      return
    }
    for (const event of missed.events) {
      yield { cursor: this.#cursorAt(lower(event.xid, missed.horizon)), reload: false, event }
    }
    yield { cursor: this.#cursorAt(missed.horizon), reload: false, event: null }
  }

  #cursorAt(xid: bigint): string {
    return encodeStreamCursor({ epoch: this.#epoch, xid })
  }
}

const lower = (a: bigint, b: bigint) => (a < b ? a : b)
