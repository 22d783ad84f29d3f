import { type Answer, type Client, Stream } from './client.ts'
import { STREAM } from './operations.ts'

/** One frame of the alert stream, as far as `STREAM` asks for it. */
export interface StreamItem {
  cursor: string
  reload: boolean
  event: {
    id: string
    kind: string
    alert: {
      id: string
      mine: boolean
      description: string
      status: string
      position: { latitude: number; longitude: number; exact: boolean } | null
    }
    comment: { id: string; text: string } | null
  } | null
}

export type StreamEvent = NonNullable<StreamItem['event']>

/** Somebody with the app open: what came over their alert stream, in the order it came. */
export class AlertFollower {
  readonly #stream: Stream

  constructor(client: Client | Stream, after: string | null, query = STREAM) {
    const start = client instanceof Stream ? client.also : client.stream
    this.#stream = start.call(client, query, { after })
  }

  /** The same app asks once more, over the socket that is open. */
  again(after: string | null): AlertFollower {
    return new AlertFollower(this.#stream, after)
  }

  get items(): StreamItem[] {
    return this.#stream.frames.flatMap((frame) => itemOf(frame) ?? [])
  }

  /** As they came, repeats included. */
  get events(): StreamEvent[] {
    return this.items.flatMap((item) => item.event ?? [])
  }

  /** What the person sees: an event that comes again is recognised by its id. */
  get alertIds(): string[] {
    const distinct = new Map(this.events.map((event) => [event.id, event.alert.id]))
    return [...distinct.values()]
  }

  get reloads(): number {
    return this.items.filter((item) => item.reload).length
  }

  /** Where a reconnection resumes. */
  get cursor(): string {
    return this.items.at(-1)?.cursor ?? ''
  }

  get closed(): Promise<number> {
    return this.#stream.closed
  }

  has(alertId: string): boolean {
    return this.events.some((event) => event.alert.id === alertId)
  }

  /** The first event about this alert, once it is here. */
  async waitFor(alertId: string, kind = 'REPORTED'): Promise<StreamEvent> {
    const wanted = (frame: Answer) => {
      const event = itemOf(frame)?.event
      return event?.alert.id === alertId && event.kind === kind
    }
    const [frame] = await this.#stream.waitFor(wanted)
    const event = frame && itemOf(frame)?.event
    if (!event) throw new Error('unreachable: the frame was just found')
    return event
  }

  async waitForReload(): Promise<void> {
    await this.#stream.waitFor((frame) => itemOf(frame)?.reload === true)
  }

  async waitForEvents(count: number): Promise<void> {
    await this.#stream.waitFor((frame) => itemOf(frame)?.event != null, count)
  }

  /** A frame without an event ends the catch-up. */
  async waitUntilCaughtUp(): Promise<void> {
    await this.#stream.waitFor((frame) => itemOf(frame)?.event === null)
  }

  waitForAnswer(wanted: (answer: Answer) => boolean): Promise<Answer[]> {
    return this.#stream.waitFor(wanted)
  }

  stop(): void {
    this.#stream.stop()
  }
}

/** Opens the app: resolves once what was missed is there. */
export async function followAlerts(client: Client, after: string | null = null): Promise<AlertFollower> {
  const follower = new AlertFollower(client, after)
  await follower.waitUntilCaughtUp()
  return follower
}

const itemOf = (frame: Answer): StreamItem | null =>
  (frame.data?.alertStream as StreamItem | undefined) ?? null
