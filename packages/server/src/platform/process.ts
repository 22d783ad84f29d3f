import { flushCompileCache } from 'node:module'
import type { Logger } from 'pino'
import * as v from 'valibot'

/** Milliseconds that a process may take to end; when its supervisor is gone, a successor waits for its port. */
const PATIENCE_MS = { 'told to end': 10_000, 'left alone': 2_000 }

/**
 * Ends the process well on SIGTERM, SIGINT or when its supervisor is gone, once.
 * @param drain finishes what runs; after ten seconds (two without a supervisor) the process ends anyway
 */
export function endWell(drain: () => Promise<void>): void {
  let ending = false
  const end = (why: keyof typeof PATIENCE_MS) => {
    if (ending) return
    ending = true
    setTimeout(() => process.exit(1), PATIENCE_MS[why]).unref()
    drain().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', () => end('told to end'))
  // Ctrl-C reaches the whole group: the supervisor decides the order.
  process.on('SIGINT', () => (process.connected ? undefined : end('told to end')))
  process.on('disconnect', () => end('left alone'))
  if (process.send && !process.connected) end('left alone')
}

/** Tells the supervisor, if there is one, that this process does its work. */
export function reportReady(facts: Record<string, unknown> = {}): void {
  process.send?.({ ready: true, ...facts })
  // Kept now and not at the end, which may be a kill.
  setTimeout(flushCompileCache, CALM_MS).unref()
}

/** Milliseconds after which those who waited for this process have been served. */
const CALM_MS = 5_000

/** Ends the process at once, to be started anew: it waits for a database that has stopped to answer. */
export function giveUp(log: Logger): void {
  log.fatal('the database does not answer: this process ends, to be started anew')
  process.exit(1)
}

/** Milliseconds in which a process is open, a second as a rule. */
const OPENED_WITHIN_MS = 20_000

/** Waits until a process has what it needs, but not without end for a database that vanishes meanwhile. */
export function openedInTime<T>(log: Logger, opening: Promise<T>): Promise<T> {
  const patience = setTimeout(() => giveUp(log), OPENED_WITHIN_MS)
  return opening.finally(() => clearTimeout(patience))
}

const Begin = v.object({ databaseUrl: v.string() })

/**
 * The address of the database, once it is prepared: from DATABASE_URL, else from the supervisor. Without either there
 * is nothing to do, and the process ends.
 */
export function preparedDatabase(given: string | null): Promise<string> {
  if (given) return Promise.resolve(given)
  const leave = () => process.exit(1)
  return new Promise((resolve) => {
    if (!process.connected) leave()
    process.once('disconnect', leave)
    process.once('SIGTERM', leave)
    process.once('message', (message) => {
      process.off('disconnect', leave)
      process.off('SIGTERM', leave)
      resolve(v.parse(Begin, message).databaseUrl)
    })
    // Ctrl-C reaches the whole group: the supervisor decides the order.
    process.on('SIGINT', () => undefined)
  })
}
