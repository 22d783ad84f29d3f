import { AsyncLocalStorage } from 'node:async_hooks'

/** Web Locks of one phone: exclusive by name, in the order of asking, and freed when their holder dies. */
export class PhoneLocks {
  readonly #queues = new Map<string, Asking[]>()

  /** The lock manager as one tab sees it. */
  of(tab: object): LockManager {
    const request = (name: string, work: () => Promise<unknown>) =>
      new Promise((resolve, reject) => {
        const queue = this.#queues.get(name) ?? []
        this.#queues.set(name, queue)
        // Each asker goes on as itself, whoever's end lets it in.
        const asItself = AsyncLocalStorage.snapshot()
        queue.push({ tab, begin: () => asItself(work).then(resolve, reject) })
        if (queue.length === 1) this.#serve(queue)
      })
    return { request, query: async () => ({}) } as LockManager
  }

  /** The tab is gone, and what it held or waited for with it. */
  release(tab: object): void {
    for (const queue of this.#queues.values()) {
      const held = queue[0]?.tab === tab
      const left = queue.filter((it) => it.tab !== tab)
      queue.splice(0, queue.length, ...left)
      if (held) this.#serve(queue)
    }
  }

  #serve(queue: Asking[]): void {
    const [holder] = queue
    if (!holder) return
    void holder.begin().finally(() => {
      if (queue[0] !== holder) return
      queue.shift()
      this.#serve(queue)
    })
  }
}

interface Asking {
  tab: object
  begin: () => Promise<unknown>
}
