import type { AlertStreamSubscription } from '../../gen/graphql.ts'

export type StreamItem = AlertStreamSubscription['alertStream']
export type StreamEvent = NonNullable<StreamItem['event']>

/*
 * One live connection per app, shared by every view.
 *
 *   start ──► connecting ──── opened ────► live
 *                 ▲   │                     │
 *    wake, or the │   └──── lost ───┬───────┘
 *    wait is over │                 ▼
 *                 └───────────── waiting           signed out (4401) ──► over
 *
 * Each subscription begins after the last cursor applied, so nothing is missed in between; what comes twice is
 * recognised by its event id.
 */
export type ConnectionState = 'connecting' | 'live' | 'waiting' | 'over'

/** One subscription on the wire; `closed` is called at most once, and never after `stop`. */
export interface StreamSource {
  open(after: string, sink: StreamSink): () => void
}

export interface StreamSink {
  opened(): void
  item(item: StreamItem): void
  /** `sessionOver`: nobody is signed in any more; trying again makes no sense. */
  closed(sessionOver: boolean): void
}

export interface StreamParts {
  source: StreamSource
  /** The cursor kept with the cached list, or null on a first start. */
  keptCursor(): string | null
  /** Loads the list and gives the cursor to start from. */
  loadList(): Promise<string>
  /** Writes one item into the cache, cursor included. */
  apply(item: StreamItem): void
  /** More was missed than is replayed: loads the shown lists again. */
  reload(): Promise<void>
  /** Between 0 and 1; spreads a crowd of phones that lost the same server. */
  random?: () => number
}

const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 30_000
/** Events remembered to recognise repeats; more than a server replays. */
const REMEMBERED = 1000

/** Builds the live connection; nothing happens before `start`. */
export function createAlertStream(parts: StreamParts) {
  const { source, random = Math.random } = parts
  const seen = new Set<string>()
  const stateListeners = new Set<() => void>()
  const eventListeners = new Set<(event: StreamEvent) => void>()
  let state: ConnectionState = 'connecting'
  let cursor: string | null = null
  let attempts = 0
  let close: (() => void) | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let reloadDue = false
  // Answers of a connection that was given up must not touch its successor.
  let generation = 0

  function become(next: ConnectionState) {
    if (state === next) return
    state = next
    for (const listener of [...stateListeners]) listener()
  }

  async function connect() {
    clearTimeout(timer)
    const mine = ++generation
    become('connecting')
    try {
      cursor ??= parts.keptCursor() ?? (await parts.loadList())
    } catch {
      if (mine === generation) waitAndRetry()
      return
    }
    if (mine !== generation) return
    close = source.open(cursor, {
      opened() {
        if (mine !== generation) return
        attempts = 0
        become('live')
        if (reloadDue) void reload()
      },
      item: (item) => mine === generation && take(item),
      closed(sessionOver) {
        if (mine !== generation) return
        close = null
        if (sessionOver) become('over')
        else waitAndRetry()
      },
    })
  }

  function take(item: StreamItem) {
    cursor = item.cursor
    const { event } = item
    const repeated = event != null && seen.has(event.id)
    // A repeat still moves the cursor; what it says was already written.
    parts.apply(repeated ? { ...item, event: null } : item)
    if (event && !repeated) {
      remember(event.id)
      for (const listener of [...eventListeners]) listener(event)
    }
    if (item.reload) void reload()
  }

  /** The cursor has moved on already: a reload that failed stays due until it has worked. */
  async function reload() {
    reloadDue = true
    try {
      await parts.reload()
      reloadDue = false
    } catch {
      // The next connection tries again.
    }
  }

  function remember(eventId: string) {
    seen.add(eventId)
    const oldest = seen.size > REMEMBERED ? seen.values().next().value : undefined
    if (oldest) seen.delete(oldest)
  }

  function waitAndRetry() {
    become('waiting')
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempts++)
    timer = setTimeout(connect, wait * (0.5 + random() / 2))
  }

  return {
    start: () => void connect(),
    stop() {
      generation++
      clearTimeout(timer)
      close?.()
      close = null
    },
    /** The network is back, or somebody looks again: do not sit out the wait. */
    wake() {
      if (state === 'waiting') void connect()
    },
    state: () => state,
    onState(listener: () => void) {
      stateListeners.add(listener)
      return () => void stateListeners.delete(listener)
    },
    onEvent(listener: (event: StreamEvent) => void) {
      eventListeners.add(listener)
      return () => void eventListeners.delete(listener)
    },
  }
}
