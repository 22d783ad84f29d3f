import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { LIMITS } from '@vigie/schema'
import { reportAlert } from '@vigie/server/alerts/report-alert.ts'
import { asViewer } from '@vigie/server/identity/context.ts'
import { newId } from '@vigie/server/platform/ids.ts'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../testkit/api.ts'
import type { Client } from '../../testkit/client.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'
import { aFlatPicture, aPhoto } from '../../testkit/pictures.ts'
import { aReport } from '../../testkit/report.ts'
import { createTestTown, type TestTown } from '../../testkit/town.ts'
import { begin, upload } from '../../testkit/uploads.ts'

let database: TestDatabase
let api: TestApi
let town: TestTown
let elsewhere: TestTown
let amina: Client
let ids: { photoId: string; alertId: string }

beforeAll(async () => {
  database = await createTestDatabase()
  api = await startTestApi(database)
  town = await createTestTown(api.app)
  elsewhere = await createTestTown(api.app, '14002')
  amina = await api.signIn(town.amina.email)
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

async function get(client: Client, suffix = '') {
  const answer = await fetch(`${api.url}/api/photos/${ids.photoId}${suffix}`, {
    headers: { cookie: client.cookie },
  })
  const { status, headers } = answer
  return { status, headers, bytes: Buffer.from(await answer.arrayBuffer()) }
}
const bytesOf = async (suffix = '') => (await get(amina, suffix)).bytes
const statusOf = async () =>
  (await database.sql('select status from photo where id = $1', [ids.photoId]))[0]?.status

describe('what is kept of a photo', () => {
  test('is the picture, and nothing of where, when and with what it was taken', async () => {
    const original = await aPhoto()
    expect((await sharp(original).metadata()).exif).toBeDefined()
    expect(original.includes('Telltale')).toBe(true)
    await upload(amina, ids, original)
    for (const suffix of ['', '/thumbnail']) {
      const kept = await bytesOf(suffix)
      const { exif, xmp, iptc, icc, format } = await sharp(kept).metadata()
      expect({ exif, xmp, iptc, icc, format }).toEqual({ format: 'jpeg' })
      for (const trace of ['Telltale', 'telltale', 'secret', 'Exif', 'GPS'])
        expect(kept.includes(trace)).toBe(false)
    }
  })

  test('is as large as a screen needs, with a small one beside it', async () => {
    await upload(amina, ids, await aPhoto(2400, 1200))
    const sizeOf = async (suffix = '') => {
      const { width, height } = await sharp(await bytesOf(suffix)).metadata()
      return [width, height]
    }
    expect(await sizeOf()).toEqual([LIMITS.photoEdge, LIMITS.photoEdge / 2])
    expect(await sizeOf('/thumbnail')).toEqual([LIMITS.thumbnailEdge, LIMITS.thumbnailEdge / 2])
  })

  test('stands upright, since what said so is gone', async () => {
    await upload(
      amina,
      ids,
      await sharp(await aFlatPicture(300, 200))
        .jpeg()
        .withMetadata({ orientation: 6 })
        .toBuffer(),
    )
    const { width, height, orientation } = await sharp(await bytesOf()).metadata()
    expect([width, height, orientation]).toEqual([200, 300, undefined])
  })

  test.each(['png', 'webp', 'gif', 'avif'] as const)('is a JPEG, also of a %s', async (format) => {
    const picture = await sharp(await aFlatPicture(60, 40))
      .toFormat(format)
      .toBuffer()
    expect((await upload(amina, ids, picture)).status).toBe(204)
    expect((await sharp(await bytesOf()).metadata()).format).toBe('jpeg')
  })
})

describe('what is no photo is refused for good, and says why', () => {
  test.each<[string, () => Buffer | Promise<Buffer>]>([
    ['a text named like a photo', () => Buffer.from('Ceci n’est pas une photo. '.repeat(50))],
    ['noise', () => randomBytes(4000)],
    ['a page', () => Buffer.from('<html><script>alert(1)</script></html>'.repeat(9))],
    [
      'a drawing that could run scripts',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/></svg>'),
    ],
    ['half a photo', async () => (await aPhoto()).subarray(0, 9_000)],
    ['more than forty megapixels', () => aFlatPicture(8_000, 5_001)],
  ])('%s', async (_, make) => {
    const answer = await upload(amina, ids, await make())
    expect([answer.status, await answer.json()]).toEqual([
      422,
      { code: 'PHOTO_REFUSED', permanent: true, reason: expect.stringContaining('photo') },
    ])
    expect(await statusOf()).toBe('REFUSED')
    expect((await get(amina)).status).toBe(404)
  })

  test('and the same again when the answer was lost, without another byte', async () => {
    await upload(amina, ids, randomBytes(500))
    const { response } = await begin(amina, ids, 500)
    expect([response.status, await response.json()]).toEqual([
      422,
      { code: 'PHOTO_REFUSED', permanent: true, reason: expect.any(String) },
    ])
  })

  test('forty megapixels are still a photo (control)', async () => {
    expect((await upload(amina, ids, await aFlatPicture(8_000, 5_000))).status).toBe(204)
    expect(await statusOf()).toBe('READY')
  })

  test('nothing of it stays on the disk', async () => {
    await upload(amina, ids, randomBytes(500))
    const left = await readdir(join(api.app.config.dataDir, 'uploads'))
    expect(left.filter((name) => !name.endsWith('.json'))).toEqual([])
  })
})

describe('a photo is shown', () => {
  beforeEach(async () => {
    await upload(amina, ids, await aPhoto())
  })

  test('to those who see its alert, as a picture that only their device may keep', async () => {
    for (const who of [town.amina, town.bernard, town.moderator, town.agent, town.police]) {
      for (const suffix of ['', '/thumbnail']) {
        const answer = await get(await api.signIn(who.email), suffix)
        expect(answer.status).toBe(200)
        expect(answer.headers.get('content-type')).toBe('image/jpeg')
        expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
        expect(answer.headers.get('cache-control')).toMatch(/^private,/)
      }
    }
  })

  test('to nobody else, as if there were none', async () => {
    for (const who of [town.chloe, elsewhere.amina, elsewhere.police]) {
      const client = await api.signIn(who.email)
      for (const suffix of ['', '/thumbnail']) expect((await get(client, suffix)).status).toBe(404)
    }
    expect((await get(api.stranger())).status).toBe(401)
  })

  test.each(['..%2f..%2fsecrets.json', 'nothing', "x' or '1'='1", `${newId()}.thumbnail`])(
    'under no other name: %s',
    async (name) => {
      const answer = await fetch(`${api.url}/api/photos/${name}`, { headers: { cookie: amina.cookie } })
      expect(answer.status).toBe(404)
    },
  )
})
