import { readFile } from 'node:fs/promises'
import { LIMITS } from '@vigie/schema'
import { reportAlert } from '@vigie/server/alerts/report-alert.ts'
import { newId } from '@vigie/server/platform/ids.ts'
import { inTown } from '@vigie/server/platform/town-claim.ts'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiProcess, startApiProcess } from '../testkit/api-process.ts'
import { openTestApp, type TestApp } from '../testkit/app.ts'
import type { Client } from '../testkit/client.ts'
import { createTestDatabase, type TestDatabase } from '../testkit/database.ts'
import { TELLTALE } from '../testkit/hostile-bytes.ts'
import { SAMPLES, type Sample } from '../testkit/hostile-pictures.ts'
import { looksDuring, looksFor } from '../testkit/looks.ts'
import { aPhoto } from '../testkit/pictures.ts'
import { aReport } from '../testkit/report.ts'
import { createTestTown, PASSWORD, type TestTown } from '../testkit/town.ts'
import { begin, upload } from '../testkit/uploads.ts'
import { buildServer, busyness } from '../testkit/vigie.ts'

let database: TestDatabase
let app: TestApp
let town: TestTown
let api: ApiProcess
let amina: Client

beforeAll(async () => {
  await buildServer()
  database = await createTestDatabase()
  app = await openTestApp(database)
  town = await createTestTown(app)
  api = await startApiProcess(database, { DATA_DIR: app.config.dataDir, RATE_LIMIT_FACTOR: '0' })
  amina = api.stranger()
  await amina.signIn(town.amina.email, PASSWORD)
})

afterAll(async () => {
  await api?.stop()
  await app?.close()
  await database?.drop()
})

/** A photo that a report has announced and that is still to come. */
async function announced(): Promise<{ photoId: string; alertId: string }> {
  const report = aReport({ photoIds: [newId()] })
  await inTown(town.id, () => reportAlert(app, town.amina, report))
  return { alertId: report.id, photoId: report.photoIds[0] ?? '' }
}

async function send(bytes: Uint8Array) {
  const ids = await announced()
  const answer = await upload(amina, ids, bytes)
  return { ids, status: answer.status, body: await answer.text() }
}

const fetched = (photoId: string, suffix = '') =>
  fetch(`${api.url}/api/photos/${photoId}${suffix}`, { headers: { cookie: amina.cookie } })

/** Everything that a program could find in the bytes: as they are, and as UTF-16 of both orders. */
function expectNoTrace(served: Buffer): void {
  const wide = Buffer.from(TELLTALE, 'utf16le')
  for (const trace of [
    TELLTALE,
    'Telltale',
    'telltale',
    '<script',
    '<?php',
    '%PDF',
    'PK\x03\x04',
    'Exif',
    'GPS',
  ])
    expect(served.includes(trace, 0, 'latin1'), trace).toBe(false)
  expect(served.includes(wide) || served.includes(Buffer.from(wide).swap16())).toBe(false)
  // Nothing follows the picture's end.
  expect(served.subarray(-2).toString('hex')).toBe('ffd9')
}

async function expectDrawn(photoId: string): Promise<void> {
  for (const suffix of ['', '/thumbnail']) {
    const answer = await fetched(photoId, suffix)
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
      'content-disposition': 'inline; filename="photo.jpg"',
      'cross-origin-resource-policy': 'same-origin',
    })
    const served = Buffer.from(await answer.arrayBuffer())
    expectNoTrace(served)
    const { format, exif, xmp, iptc, icc, pages = 1 } = await sharp(served).metadata()
    expect({ format, exif, xmp, iptc, icc, pages }).toEqual({ format: 'jpeg', pages: 1 })
  }
}

async function expectFate({ fate }: Sample, bytes: Uint8Array): Promise<void> {
  const { ids, status, body } = await send(bytes)
  if (fate === 'drawn') {
    expect([status, body]).toEqual([204, ''])
    return expectDrawn(ids.photoId)
  }
  expect([status, JSON.parse(body)]).toEqual([
    422,
    { code: 'PHOTO_REFUSED', permanent: true, reason: expect.stringContaining('photo') },
  ])
  expect((await fetched(ids.photoId)).status).toBe(404)
}

describe(`${SAMPLES.length} files that are not what they seem`, () => {
  test('are fifty at least, each with a name of its own', () => {
    expect(new Set(SAMPLES.map((it) => it.name)).size).toBe(SAMPLES.length)
    expect(SAMPLES.length).toBeGreaterThanOrEqual(50)
  })

  test.each(SAMPLES)('$name: $fate', async (sample) => {
    await expectFate(sample, await sample.make())
  })

  test('one byte above ten megabytes is refused before a byte of it is sent, and so is none', async () => {
    expect((await begin(amina, await announced(), LIMITS.photoBytesMax + 1)).response.status).toBe(413)
    expect((await begin(amina, await announced(), 0)).response.status).toBe(400)
  })

  test('what was planted is found where nothing is drawn anew (control)', async () => {
    const traces = SAMPLES.filter(
      ({ fate, name }) => fate === 'drawn' && /XMP|IPTC|PDF|EXIF with|page/.test(name),
    )
    expect(traces.length).toBeGreaterThan(5)
    for (const { make } of traces) {
      const bytes = await make()
      expect(() => expectNoTrace(bytes)).toThrow()
    }
  })
})

describe('while bombs are sent', () => {
  test('everybody else is answered as ever, and memory stays bounded', async () => {
    const bombs = await Promise.all(
      SAMPLES.filter((it) => /megapixels|100 MB|3,000|40,000|gzip/.test(it.name)).map((it) => it.make()),
    )
    const quiet = await looksFor(`${api.url}/healthz`, 1_500)
    const before = await residentBytes([api.pid])
    let peak = 0
    let going = true
    const watching = (async () => {
      while (going) {
        peak = Math.max(peak, await residentBytes(await decoders()))
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    })()
    const busy = await looksDuring(`${api.url}/healthz`, async () => {
      await Promise.all(bombs.map((bytes) => send(bytes)))
    })
    going = false
    await watching
    const grown = (await residentBytes([api.pid])) - before
    console.log(
      `/healthz p99: ${quantile(quiet).toFixed(0)} ms before, ${quantile(busy).toFixed(0)} ms during ${bombs.length} bombs; ` +
        `decoders ${mb(peak)} MB at most, API ${mb(grown)} MB more`,
    )
    expect(busy.length).toBeGreaterThan(20)
    expect(quantile(busy)).toBeLessThan(250 * busyness())
    expect(peak).toBeLessThan(2 * 700 * 2 ** 20)
    expect(grown).toBeLessThan(150 * 2 ** 20)
  })
})

describe('a process that reads photos', () => {
  test('is another one than the API, with no secret in its environment', async () => {
    await send(await aPhoto())
    const [pid] = await decoders()
    expect(pid).toBeDefined()
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8')
    expect(environment).not.toMatch(/DATABASE|postgres|SECRET|HOME/i)
    // The control: the API's own has what must not be there.
    expect(await readFile(`/proc/${api.pid}/environ`, 'utf8')).toMatch(/DATABASE_URL=postgres/)
  })

  test('that is killed takes its photo along, and nothing else', async () => {
    await Promise.all([send(await aPhoto()), send(await aPhoto())])
    const [victim = 0, other = 0] = await decoders()
    for (const pid of [victim, other]) process.kill(pid, 'SIGSTOP')
    const held = Promise.all([send(await aPhoto()), send(await aPhoto())])
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    process.kill(victim, 'SIGKILL')
    process.kill(other, 'SIGCONT')
    expect((await held).map((it) => it.status).toSorted()).toEqual([204, 422])
    expect((await send(await aPhoto())).status).toBe(204)
    expect(await decoders()).not.toContain(victim)
  })
})

/** The processes that read photos for this API. */
async function decoders(): Promise<number[]> {
  const children = await readFile(`/proc/${api.pid}/task/${api.pid}/children`, 'utf8')
  const isDecoder = async (pid: string) =>
    (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes('decoder-program')
  const pids = children.split(' ').filter(Boolean)
  const found = await Promise.all(pids.map(async (pid) => ((await isDecoder(pid)) ? [Number(pid)] : [])))
  return found.flat()
}

async function residentBytes(pids: number[]): Promise<number> {
  const pages = pids.map(async (pid) => {
    const memory = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '')
    return Number(memory.split(' ')[1] ?? 0)
  })
  return (await Promise.all(pages)).reduce((sum, it) => sum + it * 4096, 0)
}

const quantile = (values: number[], part = 0.99) =>
  values.toSorted((a, b) => a - b)[Math.ceil(part * values.length) - 1] ?? Number.NaN
const mb = (bytes: number) => Math.round(bytes / 2 ** 20)
