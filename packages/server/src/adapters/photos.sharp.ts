import { availableParallelism } from 'node:os'
import { LIMITS } from '@vigie/schema'
import type { DecodedPhoto, PhotoDecoder, PhotoRefusal } from '../ports.ts'
import { type DecodeRequest, DecoderProcess, type ProcessLimits } from './decoder-process.ts'

export interface DecoderLimits extends ProcessLimits {
  /** Processes at most, and so photos at once. */
  processes: number
  /** Photos that may wait for one; the next is asked to come again. */
  waiting: number
}

const USUAL: DecoderLimits = {
  processes: Math.min(2, availableParallelism()),
  waiting: 100,
  timeMs: 45_000,
  memoryBytes: 1_200 * 2 ** 20,
  idleMs: 30_000,
}

type Answer = DecodedPhoto | { refused: PhotoRefusal }

interface Wait {
  file: string
  resolve(answer: Answer): void
  reject(error: unknown): void
}

/** Reads photos in processes of their own: one that dies, hangs or eats takes its photo with it and nothing else. */
export function createPhotoDecoder(changes: Partial<DecoderLimits> = {}): PhotoDecoder {
  const limits = { ...USUAL, ...changes }
  const lines = Array.from({ length: limits.processes }, () => new DecoderProcess(limits))
  const free = [...lines]
  const waiting: Wait[] = []
  let closed = false

  async function serve(): Promise<void> {
    const line = waiting.length > 0 ? free.pop() : undefined
    if (!line) return
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { file, resolve, reject } = next
      await line.decode(requestOf(file)).then(resolve, reject)
    }
    free.push(line)
  }

  return {
    decode(file) {
      if (closed) return Promise.reject(new Error('the photo decoder is closed'))
      if (waiting.length >= limits.waiting) return Promise.reject(new Error('too many photos wait'))
      return new Promise((resolve, reject) => {
        waiting.push({ file, resolve, reject })
        void serve()
      })
    },
    async close() {
      closed = true
      for (const { reject } of waiting.splice(0)) reject(new Error('the photo decoder is closed'))
      await Promise.all(lines.map((line) => line.close()))
    },
  }
}

const requestOf = (file: string): DecodeRequest => ({
  file,
  pixelsMax: LIMITS.photoPixelsMax,
  edge: LIMITS.photoEdge,
  thumbnailEdge: LIMITS.thumbnailEdge,
})
