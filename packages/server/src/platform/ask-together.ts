/**
 * Turns many single questions into few common ones: what is asked while a common question is under way is asked
 * together next. An answer is always read after its question was asked; nothing is remembered.
 * @param ask answers the keys in their order, or promises to; when it throws, everyone who asked is told
 * @param max keys of one common question
 */
export function askTogether<Key, Answer>(
  ask: (keys: Key[]) => Promise<(Answer | PromiseLike<Answer>)[]>,
  max: number,
): (key: Key) => Promise<Answer> {
  interface Asked {
    key: Key
    resolve(answer: Answer | PromiseLike<Answer>): void
    reject(error: unknown): void
  }
  let waiting: Asked[] = []
  let asking = false

  async function askAll(): Promise<void> {
    asking = true
    // Whoever asks in the same turn of the event loop is asked with the first.
    await Promise.resolve()
    while (waiting.length > 0) {
      const now = waiting.slice(0, max)
      waiting = waiting.slice(max)
      try {
        const answers = await ask(now.map((it) => it.key))
        now.forEach((it, index) => {
          it.resolve(answers[index] as Answer)
        })
      } catch (error) {
        for (const it of now) it.reject(error)
      }
    }
    asking = false
  }

  return (key) =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject })
      if (!asking) void askAll()
    })
}
