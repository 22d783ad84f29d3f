import { type ChildProcess, spawn } from 'node:child_process'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import type { DecodedPhoto, PhotoRefusal } from '../ports.ts'

/** What one process is asked to do; the limits travel with it, so that it needs to know nothing else. */
export interface DecodeRequest {
  file: string
  pixelsMax: number
  edge: number
  thumbnailEdge: number
}

export interface ProcessLimits {
  /** Milliseconds for one photo, after which its process is killed. */
  timeMs: number
  /** Bytes of data that a process may hold, the 600 MB that Node reserves without using them included. */
  memoryBytes: number
  /** Milliseconds without work after which a process is let go. */
  idleMs: number
}

const here = fileURLToPath(import.meta.url)
const SCRIPT = join(dirname(here), `decoder-program${extname(here)}`)

/** The kernel holds the process to its memory; a core dump would keep a stranger's photo on the disk. */
const WITH_CEILING = 'ulimit -c 0; ulimit -d "$0"; exec "$@"'
const NODE_OPTIONS = ['--max-old-space-size=64', '--v8-pool-size=1', '--disable-warning=ExperimentalWarning']

/** Milliseconds for a process to load what it needs, on a machine that is busy. */
const START_MS = 30_000

/** A JPEG of at most 1,600 px: what claims to be more was not drawn by our process. */
const jpeg = v.pipe(
  v.instance(Uint8Array),
  v.check((it) => it.length < 8 * 2 ** 20 && it[0] === 0xff && it[1] === 0xd8, 'no JPEG of ours'),
)
const side = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000))
const Answer = v.union([
  v.object({ refused: v.picklist(['UNREADABLE', 'TOO_MANY_PIXELS', 'TOO_DEMANDING']) }),
  v.object({ gone: v.literal(true) }),
  v.object({ full: jpeg, thumbnail: jpeg, width: side, height: side }),
])

/** One place for a process that reads photos: started when it is needed, replaced when it is lost. */
export class DecoderProcess {
  readonly #limits: ProcessLimits
  #child: ChildProcess | null = null
  #rest: NodeJS.Timeout | undefined
  #closed = false

  constructor(limits: ProcessLimits) {
    this.#limits = limits
  }

  /**
   * @returns what the process answered; TOO_DEMANDING when it died over it or had to be killed
   * @throws Error when no process could be started, it was ended by us, or the file is gone
   */
  async decode(request: DecodeRequest): Promise<DecodedPhoto | { refused: PhotoRefusal }> {
    clearTimeout(this.#rest)
    this.#child ??= await this.#start()
    const child = this.#child
    const message = await heard(child, this.#limits.timeMs, () => child.send(request))
    if (this.#closed) throw new Error('the photo decoder is closed')
    const answer = v.safeParse(Answer, message)
    if (!answer.success) {
      await this.#end()
      return { refused: 'TOO_DEMANDING' }
    }
    this.#rest = setTimeout(() => void this.#end(), this.#limits.idleMs).unref()
    if ('gone' in answer.output) throw new Error('the uploaded file is not there any more')
    return answer.output
  }

  close(): Promise<void> {
    this.#closed = true
    return this.#end()
  }

  async #start(): Promise<ChildProcess> {
    const { memoryBytes } = this.#limits
    const command = [process.execPath, ...NODE_OPTIONS, SCRIPT]
    const child = spawn('/bin/sh', ['-c', WITH_CEILING, String(Math.ceil(memoryBytes / 1024)), ...command], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
      // Neither the database's address nor any secret of ours.
      env: { UV_THREADPOOL_SIZE: '2', MALLOC_ARENA_MAX: '2' },
    })
    // Whoever waits for an answer listens too; at other times nobody needs to know.
    child.on('error', () => undefined)
    child.once('exit', () => {
      if (this.#child === child) this.#child = null
    })
    if ((await heard(child, START_MS)) === 'ready' && !this.#closed) return child
    await killed(child)
    throw new Error('no process that reads photos could be started')
  }

  async #end(): Promise<void> {
    clearTimeout(this.#rest)
    const child = this.#child
    this.#child = null
    if (child) await killed(child)
  }
}

/** The next message of a process; undefined when it ends, cannot be reached, or stays silent for too long. */
function heard(child: ChildProcess, withinMs: number, ask?: () => void): Promise<unknown> {
  return new Promise((resolve) => {
    const settle = (message?: unknown) => {
      clearTimeout(timer)
      child.off('message', settle).off('exit', none).off('error', none)
      resolve(message)
    }
    const none = () => settle()
    const timer = setTimeout(none, withinMs)
    child.on('message', settle).on('exit', none).on('error', none)
    ask?.()
  })
}

/** Ends it for certain: it may be stuck where no other signal reaches. */
function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
    return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}
