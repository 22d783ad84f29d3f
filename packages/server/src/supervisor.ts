import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'

/** A part of the service that runs as a process of its own. */
export interface Part {
  name: 'api' | 'worker'
  /** Resolves with what the process reported once it was first ready. */
  ready: Promise<{ url?: string | undefined }>
  stop(): Promise<void>
}

const Ready = v.object({ ready: v.literal(true), url: v.optional(v.string()) })

/** Before a part that died is started again; doubled while it keeps dying. */
const PAUSE_MS = 100

/**
 * A town waits no longer than this for a part that died because something else was away: starting costs a second
 * of one core, so even a part that never lives takes half a core and no more.
 */
const PAUSE_MAX_MS = 2_000

/** A part that lived this long died of something new. */
const LIVED_MS = 10_000

/** Starts one part and starts it again whenever it dies. */
export function supervise(name: Part['name'], env: NodeJS.ProcessEnv): Part {
  let child: ChildProcess
  let stopping = false
  let pause = PAUSE_MS
  let reportReady: (facts: { url?: string | undefined }) => void
  let reportFailure: (error: Error) => void
  let wasReady = false
  const ready = new Promise<{ url?: string | undefined }>((resolve, reject) => {
    reportReady = resolve
    reportFailure = reject
  })

  const run = () => {
    const startedAt = Date.now()
    const script = fileURLToPath(new URL(`./${name}.js`, import.meta.url))
    child = fork(script, { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    child.on('message', (message) => {
      const parsed = v.safeParse(Ready, message)
      if (!parsed.success) return
      wasReady = true
      reportReady(parsed.output)
    })
    child.on('exit', (code, signal) => {
      if (stopping) return
      if (!wasReady) return reportFailure(new Error(`${name} ended before it was ready (${signal ?? code})`))
      if (Date.now() - startedAt > LIVED_MS) pause = PAUSE_MS
      setTimeout(() => !stopping && run(), pause)
      pause = Math.min(pause * 2, PAUSE_MAX_MS)
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
