import { execFile } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createPhotoDecoder } from '@vigie/server/adapters/photos.sharp.ts'
import type { PhotoDecoder } from '@vigie/server/ports.ts'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { aPhoto } from '../testkit/pictures.ts'
import { eventually, isAlive } from '../testkit/vigie.ts'

const run = promisify(execFile)
let folder: string
let photo: string
let hungry: string
let decoder: PhotoDecoder = createPhotoDecoder()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigie-decoder-'))
  photo = join(folder, 'photo')
  await writeFile(photo, await aPhoto())
  // Interlaced and on its side: all of it has to be in memory at once.
  hungry = join(folder, 'hungry')
  await sharp({ create: { width: 7_000, height: 5_000, channels: 4, background: '#1238' } })
    .png({ progressive: true })
    .withMetadata({ orientation: 6 })
    .toFile(hungry)
})

afterEach(() => decoder.close())
afterAll(() => rm(folder, { recursive: true }))

/** The one process of a decoder that has one. */
async function processOf(): Promise<number> {
  const { stdout } = await run('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='])
  const line = stdout
    .split('\n')
    .find((it) => it.includes(` ${process.pid} `) && it.includes('decoder-program'))
  return Number(line?.trim().split(/\s+/)[0] ?? 0)
}

const DRAWN = expect.objectContaining({ full: expect.any(Uint8Array) })

describe('a photo', () => {
  test('over which its process takes too long is refused, the process killed and replaced', async () => {
    decoder = createPhotoDecoder({ processes: 1, timeMs: 4_000 })
    expect(await decoder.decode(photo)).toEqual(DRAWN)
    const stuck = await processOf()
    process.kill(stuck, 'SIGSTOP')
    const [held, next] = await Promise.all([decoder.decode(photo), decoder.decode(photo)])
    expect(held).toEqual({ refused: 'TOO_DEMANDING' })
    expect(next).toEqual(DRAWN)
    expect(isAlive(stuck)).toBe(false)
  })

  test('that wants more memory than there is is refused, and the next one is not', async () => {
    decoder = createPhotoDecoder({ processes: 1, memoryBytes: 680 * 2 ** 20 })
    expect(await decoder.decode(hungry)).toEqual({ refused: 'TOO_DEMANDING' })
    expect(await decoder.decode(photo)).toEqual(DRAWN)
  })

  test('is drawn where there is enough of it (control)', async () => {
    decoder = createPhotoDecoder({ processes: 1 })
    expect(await decoder.decode(hungry)).toEqual(DRAWN)
  })

  test('for which no process can be started is no bad photo', async () => {
    decoder = createPhotoDecoder({ processes: 1, memoryBytes: 2 ** 20 })
    await expect(decoder.decode(photo)).rejects.toThrow('no process that reads photos')
  })

  test('whose file has gone is no bad photo either', async () => {
    decoder = createPhotoDecoder({ processes: 1 })
    await expect(decoder.decode(join(folder, 'gone'))).rejects.toThrow('not there any more')
    expect(await decoder.decode(photo)).toEqual(DRAWN)
  })

  test('for which too many wait already is asked to come again', async () => {
    decoder = createPhotoDecoder({ processes: 1, waiting: 1 })
    const tries = await Promise.allSettled([1, 2, 3].map(() => decoder.decode(photo)))
    expect(tries.map((it) => it.status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
  })
})

test('a process without work is let go, and a closed decoder leaves none', async () => {
  decoder = createPhotoDecoder({ processes: 1, idleMs: 50 })
  await decoder.decode(photo)
  await eventually(async () => (await processOf()) === 0)
  await decoder.decode(photo)
  await decoder.close()
  expect(await processOf()).toBe(0)
  await expect(decoder.decode(photo)).rejects.toThrow('closed')
})

test('nothing else of the server reads pictures: only that process, and the demo that draws its own', () => {
  const sources = join(import.meta.dirname, '../../packages/server/src')
  const readers = globSync('**/*.ts', { cwd: sources }).filter((file) =>
    /from 'sharp'|import\('sharp'\)/.test(readFileSync(join(sources, file), 'utf8')),
  )
  expect(readers.toSorted()).toEqual(['adapters/decoder-program.ts', 'demo/photos/draw-photo.ts'])
})
