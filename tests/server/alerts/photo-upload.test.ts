import { randomBytes } from 'node:crypto'
import { LIMITS } from '@vigie/schema'
import { reportAlert } from '@vigie/server/alerts/report-alert.ts'
import { asViewer } from '@vigie/server/identity/context.ts'
import { newId } from '@vigie/server/platform/ids.ts'
import { Upload } from 'tus-js-client'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { followAlerts } from '../../testkit/alert-follower.ts'
import { startTestApi, type TestApi } from '../../testkit/api.ts'
import type { Client } from '../../testkit/client.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'
import { aPhoto } from '../../testkit/pictures.ts'
import { aReport } from '../../testkit/report.ts'
import { createTestTown, type TestTown } from '../../testkit/town.ts'
import { ask, begin, piece, upload } from '../../testkit/uploads.ts'

let database: TestDatabase
let api: TestApi
let town: TestTown
let amina: Client
let bernard: Client
let photo: Buffer
let ids: { photoId: string; alertId: string }

beforeAll(async () => {
  database = await createTestDatabase()
  api = await startTestApi(database)
  town = await createTestTown(api.app)
  amina = await api.signIn(town.amina.email)
  bernard = await api.signIn(town.bernard.email)
  photo = await aPhoto()
})

beforeEach(async () => {
  const report = aReport({ photoIds: [newId()] })
  await asViewer(town.amina, () => reportAlert(api.app, town.amina, report))
  ids = { alertId: report.id, photoId: report.photoIds[0] ?? '' }
})

afterAll(async () => {
  await api.close()
  await database.drop()
})

const state = async (photoId = ids.photoId) =>
  (await database.sql('select status, width, height from photo where id = $1', [photoId]))[0]
const READY = { status: 'READY', width: 640, height: 480 }
const AWAITED = { status: 'AWAITED', width: null, height: null }
const photoEvents = () =>
  database.sql(`select 1 from alert_event where alert_id = $1 and kind = 'PHOTO_ADDED'`, [ids.alertId])

describe('a photo', () => {
  test('sent whole is there, and the alert says so live', async () => {
    const app = await followAlerts(bernard)
    expect((await upload(amina, ids, photo)).status).toBe(204)
    expect(await state()).toEqual(READY)
    await app.waitFor(ids.alertId, 'PHOTO_ADDED')
  })

  test('of which two files come in is the first that was whole, and is never exchanged', async () => {
    const other = await aPhoto(320, 200)
    const [first, second] = [await begin(amina, ids, photo.length), await begin(amina, ids, other.length)]
    expect((await piece(amina, first.path, 0, photo)).status).toBe(204)
    const shown = async () => {
      const answer = await fetch(`${api.url}/api/photos/${ids.photoId}`, {
        headers: { cookie: amina.cookie },
      })
      return Buffer.from(await answer.arrayBuffer())
    }
    const before = await shown()
    expect((await piece(amina, second.path, 0, other)).status).toBe(204)
    expect((await shown()).equals(before)).toBe(true)
    expect(await state()).toEqual(READY)
    expect(await photoEvents()).toHaveLength(1)
  })

  test('sent in pieces is there after the last one', async () => {
    const { path, response } = await begin(amina, ids, photo.length)
    expect(response.status).toBe(201)
    const size = Math.ceil(photo.length / 5)
    for (let offset = 0; offset < photo.length; offset += size) {
      expect(await state()).toEqual(AWAITED)
      const answer = await piece(amina, path, offset, photo.subarray(offset, offset + size))
      expect(answer.status).toBe(204)
      expect(answer.headers.get('upload-offset')).toBe(String(Math.min(offset + size, photo.length)))
    }
    expect(await state()).toEqual(READY)
  })

  test('cut off is resumed from where the server stopped hearing', async () => {
    const { path } = await begin(amina, ids, photo.length)
    await piece(amina, path, 0, photo.subarray(0, 1000))
    const answer = await ask(amina, path)
    expect(answer.headers.get('upload-offset')).toBe('1000')
    expect((await piece(amina, path, 0, photo)).status).toBe(409)
    expect((await piece(amina, path, 1000, photo.subarray(1000))).status).toBe(204)
    expect(await state()).toEqual(READY)
  })

  test('is taken from the library that the phone uses, also when a second sender goes on', async () => {
    const send = (uploadUrl: string | null, stopAfter = Number.POSITIVE_INFINITY) =>
      new Promise<string>((resolve, reject) => {
        const sender = new Upload(photo, {
          endpoint: `${api.url}/api/uploads`,
          uploadUrl,
          metadata: ids,
          headers: { cookie: amina.cookie },
          chunkSize: 16_384,
          retryDelays: null,
          storeFingerprintForResuming: false,
          onChunkComplete: (_size, sent) => {
            if (sent >= stopAfter) sender.abort().then(() => resolve(sender.url ?? ''), reject)
          },
          onSuccess: () => resolve('done'),
          onError: reject,
        })
        sender.start()
      })
    const url = await send(null, 16_384)
    expect(await state()).toEqual(AWAITED)
    expect(await send(url)).toBe('done')
    expect(await state()).toEqual(READY)
  })

  test('whose server died after the last piece is finished when the phone asks', async () => {
    const { path } = await begin(amina, ids, photo.length)
    await piece(amina, path, 0, photo.subarray(0, -1))
    const died = api.app.photos.put
    api.app.photos.put = () => Promise.reject(new Error('no space left'))
    try {
      const last = await piece(amina, path, photo.length - 1, photo.subarray(-1))
      expect([last.status, await last.json()]).toEqual([503, { code: 'UNAVAILABLE', permanent: false }])
    } finally {
      api.app.photos.put = died
    }
    expect(await state()).toEqual(AWAITED)
    expect((await ask(amina, path)).status).toBe(409)
    expect(await state()).toEqual(READY)
    const again = await begin(amina, ids, photo.length)
    expect(await again.response.json()).toMatchObject({ code: 'PHOTO_ALREADY_THERE' })
  })

  test('sent by two tabs at once is there once', async () => {
    const answers = await Promise.all([upload(amina, ids, photo), upload(amina, ids, photo)])
    for (const { status } of answers) expect([204, 409]).toContain(status)
    expect(await state()).toEqual(READY)
    expect(await photoEvents()).toHaveLength(1)
  })
})

describe('an upload is refused', () => {
  test('for good when the photo is there already', async () => {
    await upload(amina, ids, photo)
    const { response } = await begin(amina, ids, photo.length)
    expect(response.status).toBe(409)
    expect(await response.json()).toMatchObject({ code: 'PHOTO_ALREADY_THERE' })
    expect(await photoEvents()).toHaveLength(1)
  })

  test('for now when the alert is not there yet', async () => {
    const { response } = await begin(amina, { ...ids, alertId: newId() }, photo.length)
    expect([response.status, await response.json()]).toEqual([
      409,
      { code: 'ALERT_NOT_FOUND', permanent: false },
    ])
  })

  test.each(['a neighbour', 'the police'])('to %s: photos are their author’s', async (who) => {
    const other = who === 'a neighbour' ? bernard : await api.signIn(town.police.email)
    const { response } = await begin(other, ids, photo.length)
    expect(await response.json()).toMatchObject({ code: 'ALERT_NOT_FOUND' })
    const { path } = await begin(amina, ids, photo.length)
    expect((await piece(other, path, 0, photo)).status).toBe(404)
    expect((await ask(other, path)).status).toBe(404)
    expect(await state()).toEqual(AWAITED)
  })

  test('for a photo that the report did not announce', async () => {
    const { response } = await begin(amina, { ...ids, photoId: newId() }, photo.length)
    expect(response.status).toBe(409)
  })

  test('without a session, in words for programs', async () => {
    const nobody = api.stranger()
    const { response } = await begin(nobody, ids, photo.length)
    expect([response.status, await response.json()]).toEqual([
      401,
      { code: 'UNAUTHENTICATED', permanent: false },
    ])
    const { path } = await begin(amina, ids, photo.length)
    expect((await piece(nobody, path, 0, photo)).status).toBe(401)
  })

  test('from a page of another site', async () => {
    const { response } = await begin(amina, ids, photo.length, { origin: 'https://evil.example' })
    expect(response.status).toBe(403)
    const own = await begin(amina, ids, photo.length, { origin: api.url })
    expect(own.response.status).toBe(201)
  })

  test('above ten megabytes, said before a byte is sent', async () => {
    const { response } = await begin(amina, ids, LIMITS.photoBytesMax + 1)
    expect(response.status).toBe(413)
  })

  test('when more comes than was announced', async () => {
    const { path } = await begin(amina, ids, 100)
    const answer = await piece(amina, path, 0, randomBytes(5000))
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(await state()).not.toEqual(READY)
  })

  test.each(['..%2f..%2fsecrets.json', '%2e%2e/secrets', 'x%00y', 'a'.repeat(500)])(
    'of a file that is none: %s',
    async (name) => {
      for (const answer of [
        await ask(amina, `/api/uploads/${name}`),
        await piece(amina, `/api/uploads/${name}`, 0, photo),
      ]) {
        expect(answer.status).toBeGreaterThanOrEqual(400)
        expect(answer.status).toBeLessThan(500)
      }
    },
  )
})
