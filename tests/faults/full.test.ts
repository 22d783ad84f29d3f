import { randomBytes } from 'node:crypto'
import { newId } from '@vigie/server/platform/ids.ts'
import pg from 'pg'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CALM, lookAround, untilQuiet } from '../testkit/aftermath.ts'
import type { Author } from '../testkit/author.ts'
import { REPORT } from '../testkit/operations.ts'
import { OwnVigie } from '../testkit/own-vigie.ts'
import { aReport } from '../testkit/report.ts'
import { canMount, mountDisk, type SmallDisk } from '../testkit/small-disk.ts'
import { ask, begin, piece } from '../testkit/uploads.ts'
import { busyness, eventually } from '../testkit/vigie.ts'

const MEGABYTE = 1024 * 1024

/** Room in which a town's first day fits easily. */
const ROOMY = 400 * MEGABYTE

/** Milliseconds within which the service works again once there is room. */
const RECOVERY_MS = 10_000

const mounts = canMount()
let disk: SmallDisk | null = null
let own: OwnVigie

beforeAll(async () => {
  disk = mounts ? mountDisk(ROOMY) : null
  own = await OwnVigie.start(disk?.folder)
})

afterAll(async () => {
  await own.remove()
  disk?.unmount()
})

/** Authors who write all the while, and what they have after `trouble`. */
async function whileWriting(trouble: (authors: Author[]) => Promise<void>): Promise<Author[]> {
  const authors = [await own.author(own.town.amina), await own.author(own.town.bernard)]
  for (const author of authors) author.start(5)
  await eventually(() => authors.every((it) => it.acknowledged.length > 2))
  await trouble(authors)
  const before = authors.map((it) => it.acknowledged.length)
  const took = await eventually(
    () => authors.every((it, index) => it.acknowledged.length > (before[index] ?? 0)),
    60_000,
  )
  console.log(`both acknowledged again ${(took / 1000).toFixed(1)} s after the trouble was over`)
  expect(took).toBeLessThan(RECOVERY_MS * busyness())
  await Promise.all(authors.map((it) => it.stop()))
  await untilQuiet(own)
  return authors
}

const codesOf = (authors: Author[]) => new Set(authors.flatMap((it) => it.refusals))

describe.skipIf(!mounts)('a full disk (needs root and the right to mount)', () => {
  const small = () => {
    if (!disk) throw new Error('no disk was mounted')
    return disk
  }

  test('refuses a photo for now, and takes it where it stopped once there is room', async () => {
    const client = await own.signIn(own.town.amina)
    const photo = await sharp(randomBytes(1200 * 900 * 3), { raw: { width: 1200, height: 900, channels: 3 } })
      .jpeg({ quality: 90 })
      .toBuffer()
    const report = aReport({ photoIds: [newId()] })
    await client.ask(REPORT, { input: report })
    const ids = { alertId: report.id, photoId: report.photoIds[0] ?? '' }
    const { path, response } = await begin(client, ids, photo.length)
    expect(response.status).toBe(201)

    small().leaveRoom(100_000)
    const refused = await piece(client, path, 0, photo)
    expect(refused.status).toBe(503)
    expect(await refused.json()).toEqual({ code: 'UNAVAILABLE', permanent: false })

    small().leaveRoom(ROOMY)
    await eventually(() => own.vigie.isServing())
    const kept = Number((await ask(client, path)).headers.get('upload-offset'))
    expect((await piece(client, path, kept, photo.subarray(kept))).status).toBe(204)
    const rows = await own.sql('select status from photo where id = $1', [ids.photoId])
    expect(rows).toEqual([{ status: 'READY' }])
  })

  test('is said to be temporary, nothing acknowledged is lost, and room is enough to mend it', async () => {
    const authors = await whileWriting(async (writing) => {
      small().leaveRoom(0)
      await eventually(() => codesOf(writing).has('UNAVAILABLE'), 30_000)
      // The journal cannot grow either: then the database ends, and cannot begin again.
      await own.sqlNow('select pg_switch_wal() from generate_series(1, 50)').catch(() => undefined)
      await eventually(async () => !(await own.vigie.isServing()), 20_000)
      small().leaveRoom(ROOMY)
    })
    expect(await lookAround(own, authors)).toEqual(CALM)
  })
})

describe('connections that are all taken', () => {
  test('are an explicit refusal for now, and nothing acknowledged is lost', async () => {
    const takers: pg.Client[] = []
    const take = async (): Promise<void> => {
      for (;;) {
        const taker = new pg.Client({ connectionString: await own.databaseUrl() })
        taker.on('error', () => undefined)
        try {
          await taker.connect()
        } catch {
          return
        }
        takers.push(taker)
      }
    }
    const authors = await whileWriting(async (writing) => {
      await take()
      const [first] = takers
      await eventually(async () => {
        await first?.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'vigie-api%'`,
        )
        await take()
        return codesOf(writing).has('UNAVAILABLE') && !(await own.vigie.isServing())
      }, 30_000)
      for (const taker of takers) await taker.end()
    })
    expect(await lookAround(own, authors)).toEqual(CALM)
  })

  test('by one lock that is held too long: everyone is answered, and nobody twice', async () => {
    const client = await own.signIn(own.town.amina)
    const holder = new pg.Client({ connectionString: await own.databaseUrl() })
    await holder.connect()
    await holder.query('begin; lock table alert in access exclusive mode')
    const inputs = Array.from({ length: 40 }, () => aReport())
    const startedAt = Date.now()
    const refused = await Promise.all(inputs.map((input) => client.query(REPORT, { input })))
    const took = Date.now() - startedAt
    console.log(`40 reports behind one lock: all answered within ${(took / 1000).toFixed(1)} s`)
    expect(new Set(refused.map((it) => it.errors?.[0]?.extensions.code))).toEqual(new Set(['UNAVAILABLE']))
    expect(took).toBeLessThan(15_000 * busyness())

    await holder.query('rollback')
    await holder.end()
    for (const input of inputs) expect((await client.query(REPORT, { input })).errors).toBeUndefined()
    const ids = inputs.map((it) => it.id)
    const kept = await own.sql('select 1 from alert where id = any($1)', [ids])
    expect(kept).toHaveLength(inputs.length)
    await untilQuiet(own)
  })
})
