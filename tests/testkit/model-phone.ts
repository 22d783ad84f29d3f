import { AsyncLocalStorage } from 'node:async_hooks'
import { aReport, newStorage, openTab, type Tab } from '../../packages/web/src/outbox/testing/phone.ts'
import type { ModelServer } from './model-server.ts'
import { PhoneLocks } from './phone-locks.ts'

/** What the network does to the next report that leaves. */
export type Lie = 'lose the request' | 'lose the answer' | 'a captive portal'

/** For controls: what is broken on purpose. */
export interface Broken {
  noLocks?: boolean
  beforeReport?: (outbox: Tab, id: string) => Promise<unknown>
}

/** A tab with the app's real outbox in it. */
export interface OpenTab {
  outbox: Tab
  alive: boolean
  /** Requests on their way. */
  asking: number
}

/** One storage per phone, though all phones live in one process: the outbox asks for `indexedDB` by its global name. */
const storage = new AsyncLocalStorage<IDBFactory>()
Object.defineProperty(globalThis, 'indexedDB', { configurable: true, get: () => storage.getStore() })

/** No screen listens here, and every tab that ever was would go on hearing every other. */
Object.defineProperty(globalThis, 'BroadcastChannel', { configurable: true, value: undefined })

const NEVER = new Promise<never>(() => {})

/** A phone with two tabs: the real outbox, a storage and locks of its own, and a network and a clock that lie. */
export class ModelPhone {
  readonly name: string
  readonly tabs: OpenTab[] = []
  readonly lies: Lie[] = []
  online = true
  skewMs = 0
  person = ''
  /** Most reports that were on their way at the same time, from tabs that live. */
  mostAtOnce = 0
  readonly #broken: Broken
  readonly #server: ModelServer
  readonly #locks = new PhoneLocks()
  readonly #storage = newStorage()
  readonly #running = new Set<Promise<unknown>>()

  constructor(name: string, server: ModelServer, broken: Broken = {}) {
    this.name = name
    this.#server = server
    this.#broken = broken
  }

  /** Everything that a tab does happens on this phone's storage. */
  run<T>(work: () => Promise<T>): Promise<T> {
    return storage.run(this.#storage, work)
  }

  async openTabs(count: number): Promise<void> {
    for (let index = 0; index < count; index += 1) await this.reload(index)
  }

  /** Ends a tab wherever it stands, and opens it again. */
  async reload(index: number): Promise<void> {
    const old = this.tabs[index]
    if (old) {
      old.alive = false
      // Whatever it has on its way, nobody will read the answer. Elsewhere it ends at its next request.
      if (old.asking > 0) this.#locks.release(old)
    }
    this.tabs[index] = { outbox: await this.run(openTab), alive: true, asking: 0 }
  }

  tab(index: number): Tab {
    const tab = this.tabs[index]
    if (!tab) throw new Error(`no tab ${index}`)
    return tab.outbox
  }

  async signIn(person: string): Promise<void> {
    this.person = person
    this.#server.sessions.set(this.name, person)
    await this.run(() => this.tab(0).signedInAs(person))
  }

  aReport(id?: string) {
    const at = new Date(Date.now() + this.skewMs).toISOString()
    return aReport({ claimedAt: at, savedAt: at, ...(id && { id }) })
  }

  /** Begins to send; `settled` waits for it. */
  drain(index: number): Promise<unknown> {
    const tab = this.tabs[index]
    if (!tab) throw new Error(`no tab ${index}`)
    const draining = this.run(() => tab.outbox.drainOutbox({ now: true }, this.#portsOf(tab)))
    const running = Promise.race([draining, this.#ended(tab)]).finally(() => this.#running.delete(running))
    this.#running.add(running)
    return running
  }

  async settled(): Promise<void> {
    await Promise.all(this.#running)
  }

  async #ended(tab: OpenTab): Promise<void> {
    while (tab.alive) await new Promise((resolve) => setTimeout(resolve, 5))
  }

  #portsOf(tab: OpenTab) {
    return {
      origin: this.#server.origin,
      fetch: this.#fetchOf(tab),
      locks: this.#broken.noLocks ? undefined : this.#locks.of(tab),
      now: () => Date.now() + this.skewMs,
      random: Math.random,
      textTimeoutMs: 5000,
      photoTimeoutMs: 5000,
    }
  }

  #fetchOf(tab: OpenTab): typeof fetch {
    return async (input, init) => {
      if (this.#isDead(tab)) return NEVER
      if (!this.online) throw new TypeError('no network')
      const id = /"input":{"id":"([^"]+)"/.exec(String(init?.body))?.[1]
      if (id && this.#broken.beforeReport) await this.#broken.beforeReport(tab.outbox, id)
      if (this.#isDead(tab)) return NEVER
      const lie = id ? this.lies.shift() : undefined
      if (lie === 'lose the request') throw new TypeError('lost')
      tab.asking += 1
      const onTheWay = this.tabs.reduce((sum, it) => sum + (it.alive ? it.asking : 0), 0)
      if (id) this.mostAtOnce = Math.max(this.mostAtOnce, onTheWay)
      try {
        const headers = { ...Object.fromEntries(new Headers(init?.headers)), cookie: `phone=${this.name}` }
        const response = await fetch(input, { ...init, headers })
        const text = await response.text()
        if (this.#isDead(tab)) return NEVER
        if (lie === 'lose the answer') throw new TypeError('lost')
        return new Response(lie === 'a captive portal' ? '<html>' : text, { status: response.status })
      } finally {
        tab.asking -= 1
      }
    }
  }

  /** A dead tab goes no further, and keeps no lock from those that live. */
  #isDead(tab: OpenTab): boolean {
    if (!tab.alive) this.#locks.release(tab)
    return !tab.alive
  }
}
