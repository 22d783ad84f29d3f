import { readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { LIMITS } from '@vigie/schema'
import { reportAlert } from '@vigie/server/alerts/report-alert.ts'
import { OPEN_UPLOADS_MAX, UPLOAD_EXPIRY_MS, UploadStore } from '@vigie/server/api/upload-store.ts'
import { newId } from '@vigie/server/platform/ids.ts'
import { inTown } from '@vigie/server/platform/town-claim.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../testkit/api.ts'
import type { Client } from '../testkit/client.ts'
import { createTestDatabase, type TestDatabase } from '../testkit/database.ts'
import { aReport } from '../testkit/report.ts'
import { createTestTown, type TestTown } from '../testkit/town.ts'
import { ask, begin, piece, upload } from '../testkit/uploads.ts'

let database: TestDatabase
let api: TestApi
let town: TestTown
let amina: Client
let bernard: Client
let ids: { photoId: string; alertId: string }
let uploads: string

beforeAll(async () => {
  database = await createTestDatabase()
  api = await startTestApi(database)
  town = await createTestTown(api.app)
  amina = await api.signIn(town.amina.email)
  bernard = await api.signIn(town.bernard.email)
  uploads = join(api.app.config.dataDir, 'uploads')
})

beforeEach(async () => {
  await closeAll()
  const report = aReport({ photoIds: [newId()] })
  await inTown(town.id, () => reportAlert(api.app, town.amina, report))
  ids = { alertId: report.id, photoId: report.photoIds[0] ?? '' }
})

afterAll(async () => {
  await api.close()
  await database.drop()
})

/** Says the path as it is: `fetch` would tidy it up first. */
function say(method: string, path: string, client = amina): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      cookie: client.cookie,
      'tus-resumable': '1.0.0',
      ...(method === 'PATCH'
        ? { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
        : {}),
    }
    const asking = request(api.url, { method, path, headers, agent: false }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0))
    })
    asking.on('error', reject)
    asking.end(method === 'PATCH' ? 'overwritten' : undefined)
  })
}

const person = () => town.amina.personId
const TRICKS: (() => string)[] = [
  ...[
    '../victim',
    '..%2fvictim',
    '..%2Fvictim',
    '%2e%2e/victim',
    '%2e%2e%2fvictim',
    '..%252fvictim',
    '....//victim',
  ],
  ...[
    '..%5cvictim',
    '..\\victim',
    '..%c0%afvictim',
    '%c0%ae%c0%ae%2fvictim',
    '..%e2%88%95victim',
    '..%ef%bc%8fvictim',
  ],
  ...[
    'victim%00',
    'victim%00.json',
    '%00',
    '.',
    '..',
    '%2e',
    '%2e%2e',
    '.json',
    '*',
    '~',
    '-',
    ':',
    '|',
    'con',
    'nul',
  ],
  ...[
    '%2fetc%2fpasswd',
    '/etc/passwd',
    '//etc/passwd',
    'file:%2f%2f%2fetc%2fpasswd',
    'C:%5cwindows%5cwin.ini',
  ],
  ...[
    '%E0%A4%A',
    '%',
    '%zz',
    '%F0%9F%93%B7',
    'e%CC%81',
    '%E2%80%AEgpj',
    '%20',
    '%0d%0aset-cookie:%20x=y',
    'a'.repeat(300),
  ],
  ...['a'.repeat(5_000), '%2e'.repeat(500), '0'.repeat(32), 'undefined', 'null', '__proto__', 'constructor'],
].map((trick) => () => trick)
/** The same, behind the name that an upload of hers would begin with. */
const OWN_TRICKS = [
  '-..%2f..%2fvictim',
  '-%2e%2e%2fvictim',
  `-${'0'.repeat(32)}`,
  `-${'0'.repeat(31)}`,
  `-${'0'.repeat(33)}`,
  `-${'G'.repeat(32)}`,
  `-${'0'.repeat(32)}.json`,
  `-${'0'.repeat(32)}%00`,
  `-${'0'.repeat(32)}%0a`,
  '',
].map((trick) => () => person() + trick)

describe(`${TRICKS.length + OWN_TRICKS.length} names that are no upload`, () => {
  test.each([...TRICKS, ...OWN_TRICKS].map((name, index) => [index, name] as const))(
    '%i',
    async (_, name) => {
      const { dataDir } = api.app.config
      const planted = JSON.stringify({
        id: 'victim',
        size: 11,
        offset: 0,
        metadata: { photoId: ids.photoId },
      })
      for (const folder of [dataDir, uploads]) {
        await writeFile(join(folder, 'victim'), 'untouched!!')
        await writeFile(join(folder, 'victim.json'), planted)
      }
      const before = await readdir(dataDir)
      for (const method of ['HEAD', 'PATCH', 'DELETE']) {
        const status = await say(method, `/api/uploads/${name()}`)
        expect(status, method).toBeGreaterThanOrEqual(400)
        expect(status, method).toBeLessThan(500)
      }
      for (const folder of [dataDir, uploads]) {
        expect(await readFile(join(folder, 'victim'), 'utf8')).toBe('untouched!!')
        expect(await readFile(join(folder, 'victim.json'), 'utf8')).toBe(planted)
      }
      expect(await readdir(dataDir)).toEqual(before)
    },
  )

  test('the name that was given is one (control)', async () => {
    const { path } = await begin(amina, ids, 500)
    expect(await say('HEAD', path)).toBe(200)
    expect(await say('PATCH', path)).toBe(204)
    expect(await say('DELETE', path)).toBe(204)
    expect(await say('HEAD', path)).toBe(404)
  })
})

describe('an upload is nobody else’s', () => {
  test('to ask for, to write to or to end', async () => {
    const { path } = await begin(amina, ids, 500)
    for (const method of ['HEAD', 'PATCH', 'DELETE']) {
      expect(await say(method, path, bernard)).toBe(404)
      expect(await say(method, path, api.stranger())).toBe(401)
      // Nor by another person's name before the same secret.
      expect(await say(method, path.replace(person(), town.bernard.personId), bernard)).toBe(404)
    }
    expect((await ask(amina, path)).headers.get('upload-offset')).toBe('0')
  })

  test('and is not read back, not even by its own', async () => {
    const { path } = await begin(amina, ids, 500)
    await piece(amina, path, 0, Buffer.from('<script>'))
    expect(await say('GET', path)).toBe(404)
  })
})

describe('a length or an offset that lies', () => {
  test.each([
    '-1',
    '0',
    '1e9',
    '0x10',
    'NaN',
    '',
    ' ',
    '1.5',
    '99999999999999999999',
    `${LIMITS.photoBytesMax + 1}`,
  ])('Upload-Length “%s” is refused', async (length) => {
    const { response } = await begin(amina, ids, 0, { 'upload-length': length })
    expect([400, 413]).toContain(response.status)
    expect(await openOf(person())).toBe(0)
  })

  test('a length that is to be said later is refused', async () => {
    const { response } = await begin(amina, ids, 5, { 'upload-defer-length': '1' })
    expect(response.status).toBe(400)
  })

  test.each(['5', '-1', '99999999', 'NaN', '1e1', '0x0'])(
    'Upload-Offset “%s” writes nothing',
    async (offset) => {
      const { path } = await begin(amina, ids, 500)
      const headers = { 'tus-resumable': '1.0.0', cookie: amina.cookie, 'upload-offset': offset }
      const type = { 'content-type': 'application/offset+octet-stream' }
      const answer = await fetch(api.url + path, {
        method: 'PATCH',
        headers: { ...headers, ...type },
        body: 'xxxxx',
      })
      expect([400, 403, 409]).toContain(answer.status)
      expect((await ask(amina, path)).headers.get('upload-offset')).toBe('0')
    },
  )

  test('more than was announced is refused, in one piece and in a stream without a length', async () => {
    const { path } = await begin(amina, ids, 100)
    expect((await piece(amina, path, 0, Buffer.alloc(101))).status).toBe(413)
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(new Uint8Array(5_000))
        controller.close()
      },
    })
    const headers = { 'tus-resumable': '1.0.0', cookie: amina.cookie, 'upload-offset': '0' }
    const answer = await fetch(api.url + path, {
      method: 'PATCH',
      headers: { ...headers, 'content-type': 'application/offset+octet-stream' },
      body: stream,
      duplex: 'half',
    } as RequestInit)
    expect(answer.status).toBe(413)
    const left = Number((await ask(amina, path)).headers.get('upload-offset') ?? 0)
    expect(left).toBeLessThanOrEqual(100)
  })
})

describe('many open uploads', () => {
  test(`of one person end at ${OPEN_UPLOADS_MAX}, however many come at once`, async () => {
    const tries = await Promise.all(
      Array.from({ length: OPEN_UPLOADS_MAX + 15 }, () => begin(amina, ids, 500)),
    )
    const statuses = tries.map((it) => it.response.status)
    expect(statuses.filter((it) => it === 201)).toHaveLength(OPEN_UPLOADS_MAX)
    expect(statuses.filter((it) => it === 429)).toHaveLength(15)
    const refused = tries.find((it) => it.response.status === 429)
    expect(await refused?.response.json()).toEqual({ code: 'RATE_LIMITED', permanent: false })
    expect(await openOf(person())).toBe(OPEN_UPLOADS_MAX)
  })

  test('of one person take nothing from another', async () => {
    const report = aReport({ photoIds: [newId()] })
    await inTown(town.id, () => reportAlert(api.app, town.bernard, report))
    const theirs = { alertId: report.id, photoId: report.photoIds[0] ?? '' }
    expect((await begin(bernard, theirs, 500)).response.status).toBe(201)
  })

  test('do not lock a person out: one that lies idle makes room', async () => {
    for (let index = 0; index < OPEN_UPLOADS_MAX; index += 1) await begin(amina, ids, 500)
    const [first = ''] = await namesOf(person())
    const longAgo = new Date(Date.now() - 3_600_000)
    await utimes(join(uploads, first), longAgo, longAgo)
    expect((await begin(amina, ids, 500)).response.status).toBe(201)
    expect(await namesOf(person())).not.toContain(first)
    expect((await begin(amina, ids, 500)).response.status).toBe(429)
  })
})

describe('an upload that was abandoned', () => {
  test('is thrown away after a day, with what belongs to it, and a younger one is not', async () => {
    const { path: old } = await begin(amina, ids, 500)
    const { path: young } = await begin(amina, ids, 500)
    const names = [old, young].map((it) => it.slice('/api/uploads/'.length))
    const aDayAgo = new Date(Date.now() - UPLOAD_EXPIRY_MS - 1_000)
    for (const name of [`${names[0]}`, `${names[0]}.json`])
      await utimes(join(uploads, name), aDayAgo, aDayAgo)
    const store = await UploadStore.open(uploads)
    await store.sweep()
    expect(await namesOf(person())).toEqual([names[1]])
    expect((await ask(amina, old)).status).toBe(404)
    expect((await ask(amina, young)).status).toBe(200)
  })

  test('and a finished one leaves nothing', async () => {
    await upload(amina, ids, Buffer.from('no photo'))
    expect(await openOf(person())).toBe(0)
  })
})

const namesOf = async (personId: string) =>
  (await readdir(uploads)).filter((name) => name.startsWith(personId) && !name.endsWith('.json'))
const openOf = async (personId: string) => (await namesOf(personId)).length
const closeAll = async () => {
  for (const name of await namesOf(person())) await say('DELETE', `/api/uploads/${name}`)
}
