import type { PushOptions, PushOutcome, PushPort, PushTarget } from '@vigie/server/ports.ts'

export interface SentMessage {
  target: PushTarget
  payload: string
  options: PushOptions
}

/** Writes down what would be sent, and answers as it is told. */
export class RecordingPush implements PushPort {
  readonly sent: SentMessage[] = []
  readonly #answers = new Map<string, () => Promise<PushOutcome>>()

  /** From now on messages to this device come to this; a function decides each time. */
  answer(endpoint: string, outcome: PushOutcome | (() => Promise<PushOutcome>)): void {
    this.#answers.set(endpoint, typeof outcome === 'function' ? outcome : async () => outcome)
  }

  to(endpoint: string): SentMessage[] {
    return this.sent.filter((it) => it.target.endpoint === endpoint)
  }

  send(target: PushTarget, payload: string, options: PushOptions): Promise<PushOutcome> {
    this.sent.push({ target, payload, options })
    return this.#answers.get(target.endpoint)?.() ?? Promise.resolve({ outcome: 'accepted' })
  }
}
