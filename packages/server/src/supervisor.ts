import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { COMPILE_CACHE } from './compile-cache.ts'

/** A part of the service that runs as a process of its own. */
export interface Part {
  name: 'api' | 'worker'
  /** Resolves with what the process reported once it was first ready. */
  ready: Promise<{ url?: string | undefined }>
  stop(): Promise<void>
}

const Ready = v.object({ ready: v.literal(true), url: v.optional(v.string()) })

/** Before a part that died again is started again; doubled while it keeps dying. The first time it is started at once. */
const PAUSE_MS = 100

/**
 * A town waits no longer than this for a part that died because something else was away: starting costs a second
 * of one core, so even a part that never lives takes half a core and no more.
 */
const PAUSE_MAX_MS = 1_000

/** A part that lived this long died of something new. */
const LIVED_MS = 10_000

/**
 * Starts one part and starts it again whenever it dies. Its process is made and reads its code at once, and begins
 * its work when the database has been prepared.
 * @param database the address of the prepared database
 */
export function supervise(name: Part['name'], database: Promise<string>): Part {
  const { DATABASE_URL: _, ...env } = process.env
  let child: ChildProcess
  let stopping = false
  let pause = 0
  let reportReady: (facts: { url?: string | undefined }) => void
  let reportFailure: (error: Error) => void
  let wasReady = false
  const ready = new Promise<{ url?: string | undefined }>((resolve, reject) => {
    reportReady = resolve
    reportFailure = reject
  })
  // Whoever waits for the database first does not hear it yet.
  ready.catch(() => undefined)

  const run = () => {
    const startedAt = Date.now()
    const script = fileURLToPath(new URL(`./${name}.js`, import.meta.url))
    const made = fork(script, {
      env: { ...env, NODE_COMPILE_CACHE: COMPILE_CACHE },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    child = made
    // It may be gone before the word reaches it; its end says so.
    const begin = (databaseUrl: string) => made.connected && made.send({ databaseUrl }, () => undefined)
    database.then(begin, () => undefined)
    child.on('message', (message) => {
      const parsed = v.safeParse(Ready, message)
      if (!parsed.success) return
      wasReady = true
      reportReady(parsed.output)
    })
    child.on('exit', (code, signal) => {
      if (stopping) return
      if (!wasReady) return reportFailure(new Error(`${name} ended before it was ready (${signal ?? code})`))
      if (Date.now() - startedAt > LIVED_MS) pause = 0
      setTimeout(() => !stopping && run(), pause)
      pause = Math.min(pause * 2 || PAUSE_MS, PAUSE_MAX_MS)
    })
  }
  run()

  return {
    name,
    ready,
    stop() {
      stopping = true
      if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
      return new Promise((resolve) => {
        const hard = setTimeout(() => child.kill('SIGKILL'), 12_000)
        child.once('exit', () => {
          clearTimeout(hard)
          resolve()
        })
        child.kill('SIGTERM')
      })
    },
  }
}
