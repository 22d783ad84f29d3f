import { PUSH_PAYLOAD_MAX, PushPayload } from '@vigie/schema'
import { reportAlert } from '@vigie/server/alerts/report-alert.ts'
import { asViewer } from '@vigie/server/identity/context.ts'
import { deliver, giveUpDelivery } from '@vigie/server/notifications/deliver.job.ts'
import { fanOutAlert } from '@vigie/server/notifications/fan-out-alert.job.ts'
import type { PushOutcome } from '@vigie/server/ports.ts'
import * as v from 'valibot'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../testkit/app.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'
import { aDevice, eventOf, ledgerOf } from '../../testkit/ledger.ts'
import { RecordingPush } from '../../testkit/recording-push.ts'
import { aReport } from '../../testkit/report.ts'
import { createTestTown, type TestTown } from '../../testkit/town.ts'

const PLACE = 'devant le 12 rue des Tilleuls'
const LATER: PushOutcome = { outcome: 'later', reason: 'HTTP 503', retryAfter: null }

let database: TestDatabase
let app: TestApp
let town: TestTown
let push: RecordingPush
/** Bernard's phone, the police's phone. */
let bernards: string
let polices: string
let alertId: string
let job: { townId: string; deliveryIds: string[] }

beforeAll(async () => {
  database = await createTestDatabase()
  app = await openTestApp(database)
  town = await createTestTown(app)
})

beforeEach(async () => {
  push = new RecordingPush()
  await database.sql('delete from push_subscription')
  await database.sql(`update person set revoked_at = null, locale = 'FR'`)
  bernards = await aDevice(database, town.bernard)
  polices = await aDevice(database, town.police)
  await reportAndFanOut()
})

afterAll(async () => {
  await app.close()
  await database.drop()
})

async function reportAndFanOut(changes: Parameters<typeof aReport>[0] = {}): Promise<void> {
  const report = aReport({ place: PLACE, ...changes })
  await asViewer(town.amina, () => reportAlert(app, town.amina, report))
  alertId = report.id
  await fanOutAlert(app, { townId: town.id, eventId: await eventOf(database, alertId) })
  const rows = await ledgerOf(database, alertId)
  job = { townId: town.id, deliveryIds: rows.map((row) => row.id) }
}

async function rowOf(name: string) {
  const row = (await ledgerOf(database, alertId)).find((it) => it.name === name)
  return row && { state: row.state, reason: row.reason, attempts: row.attempts }
}
const bernard = () => rowOf('Bernard Lefèvre')
const police = () => rowOf('Nicolas Perrin')

describe('a message', () => {
  const messageTo = async (endpoint: string) => {
    await deliver(app, push, job)
    const message = push.to(endpoint).at(-1)
    if (!message) throw new Error('nothing was sent')
    return { ...message, content: v.parse(PushPayload, JSON.parse(message.payload)) }
  }

  test('says that there is something and where to find it, in few bytes', async () => {
    const { content, payload } = await messageTo(bernards)
    const eventId = await eventOf(database, alertId)
    expect(content).toEqual({
      web_push: 8030,
      notification: {
        title: 'Nouvelle alerte dans votre quartier',
        lang: 'fr',
        navigate: `/alertes/${alertId}`,
        tag: `alert-${alertId}`,
        data: { alertId, eventId },
      },
    })
    expect(Buffer.byteLength(payload)).toBeLessThan(PUSH_PAYLOAD_MAX)
  })

  test('holds nothing of what was reported, by whom or where', async () => {
    const { payload } = await messageTo(bernards)
    for (const word of ['portières', 'Tilleuls', 'Amina', 'Benali', 'SUSPICIOUS', '48.9']) {
      expect(payload).not.toContain(word)
    }
  })

  test('speaks the language of who gets it', async () => {
    await database.sql(`update person set locale = 'EN' where id = $1`, [town.bernard.personId])
    const { content } = await messageTo(bernards)
    expect(content.notification).toMatchObject({ lang: 'en', title: 'New alert in your neighbourhood' })
  })

  test('speaks of the town to those who watch over all of it', async () => {
    expect((await messageTo(polices)).content.notification.title).toBe('Nouvelle alerte dans la ville')
  })

  test('replaces an older one about the same alert, lives six hours, and hurries when it must', async () => {
    const { options } = await messageTo(bernards)
    expect(21_600 - options.ttl).toBeLessThan(60)
    expect(options).toMatchObject({ urgency: 'high', topic: alertId.replaceAll('-', '') })
    expect(options.topic).toMatch(/^[\w-]{32}$/)
    await reportAndFanOut({ happening: 'OVER' })
    expect((await messageTo(bernards)).options.urgency).toBe('normal')
  })
})

describe('what the push service says becomes the end of the row', () => {
  test('accepted', async () => {
    await deliver(app, push, job)
    expect(await bernard()).toEqual({ state: 'accepted', reason: null, attempts: 1 })
    expect(await police()).toEqual({ state: 'accepted', reason: null, attempts: 1 })
  })

  test('refused: failed, with the reason', async () => {
    push.answer(bernards, { outcome: 'refused', reason: 'HTTP 400' })
    await deliver(app, push, job)
    expect(await bernard()).toEqual({ state: 'failed', reason: 'HTTP 400', attempts: 1 })
  })

  test('gone: the device is forgotten, and with no other the row failed', async () => {
    push.answer(bernards, { outcome: 'gone' })
    await deliver(app, push, job)
    expect(await bernard()).toMatchObject({ state: 'failed', reason: 'device gone' })
    const left = await database.sql('select endpoint from push_subscription')
    expect(left).toEqual([{ endpoint: polices }])
  })

  test('gone on one device, accepted on the other: accepted', async () => {
    const second = await aDevice(database, town.bernard)
    push.answer(bernards, { outcome: 'gone' })
    await deliver(app, push, job)
    expect(await bernard()).toMatchObject({ state: 'accepted' })
    expect(push.to(second)).toHaveLength(1)
  })

  test('later: it waits, is tried again, and is accepted', async () => {
    push.answer(bernards, LATER)
    await expect(deliver(app, push, job)).rejects.toThrow('1 of 2 deliveries')
    expect(await bernard()).toEqual({ state: 'waiting', reason: 'HTTP 503', attempts: 1 })
    push.answer(bernards, { outcome: 'accepted' })
    await deliver(app, push, job)
    expect(await bernard()).toEqual({ state: 'accepted', reason: null, attempts: 2 })
    expect(push.to(polices)).toHaveLength(1)
  })

  test('later on one device, accepted on the other: it waits for the one and spares the other', async () => {
    const second = await aDevice(database, town.bernard)
    push.answer(bernards, LATER)
    await expect(deliver(app, push, job)).rejects.toThrow('1 of 2 deliveries')
    expect(await bernard()).toMatchObject({ state: 'waiting' })
    push.answer(bernards, { outcome: 'accepted' })
    await deliver(app, push, job)
    expect(await bernard()).toEqual({ state: 'accepted', reason: null, attempts: 2 })
    expect([push.to(bernards).length, push.to(second).length]).toEqual([2, 1])
  })

  test('later for ever on one device, accepted on the other: accepted', async () => {
    await aDevice(database, town.bernard)
    push.answer(bernards, LATER)
    await expect(deliver(app, push, job)).rejects.toThrow()
    await giveUpDelivery(app, job)
    expect(await bernard()).toMatchObject({ state: 'accepted' })
  })

  test('later, in so many seconds: not before', async () => {
    push.answer(bernards, { outcome: 'later', reason: 'HTTP 429', retryAfter: 60 })
    await expect(deliver(app, push, job)).rejects.toThrow()
    await expect(deliver(app, push, job)).rejects.toThrow('1 of 1 deliveries')
    expect(push.to(bernards)).toHaveLength(1)
    await database.sql(`update delivery set not_before = now() where not_before is not null`)
    push.answer(bernards, { outcome: 'accepted' })
    await deliver(app, push, job)
    expect(push.to(bernards)).toHaveLength(2)
  })

  test('later, until the news is old: failed, with the last reason', async () => {
    push.answer(bernards, LATER)
    await expect(deliver(app, push, job)).rejects.toThrow()
    await database.sql(`update delivery set created_at = now() - interval '6 hours' where id = any($1)`, [
      job.deliveryIds,
    ])
    await deliver(app, push, job)
    expect(await bernard()).toMatchObject({ state: 'failed', reason: 'HTTP 503' })
    expect(push.to(bernards)).toHaveLength(1)
  })

  test('later, until no try is left: failed, with the last reason', async () => {
    push.answer(bernards, LATER)
    await expect(deliver(app, push, job)).rejects.toThrow()
    await giveUpDelivery(app, job)
    expect(await bernard()).toEqual({ state: 'failed', reason: 'HTTP 503', attempts: 1 })
    expect(await police()).toMatchObject({ state: 'accepted' })
  })

  test('nothing at all, because every worker died: failed, and says so', async () => {
    await giveUpDelivery(app, job)
    expect(await bernard()).toMatchObject({ state: 'failed', reason: 'the worker died at every try' })
  })
})

describe('one row does not hold up another', () => {
  test('when its push service takes its time', async () => {
    const { promise: answer, resolve: answerAtLast } = Promise.withResolvers<PushOutcome>()
    push.answer(bernards, () => answer)
    const delivering = deliver(app, push, job)
    await expect.poll(() => police()).toMatchObject({ state: 'accepted' })
    expect(await bernard()).toMatchObject({ state: 'waiting' })
    answerAtLast({ outcome: 'accepted' })
    await delivering
    expect(await bernard()).toMatchObject({ state: 'accepted' })
  })

  test('when it breaks', async () => {
    push.answer(bernards, () => Promise.reject(new Error('out of memory')))
    await expect(deliver(app, push, job)).rejects.toThrow('1 of 2 deliveries')
    expect(await police()).toMatchObject({ state: 'accepted' })
    expect(await bernard()).toMatchObject({ state: 'waiting' })
  })
})

describe('what the ledger has as ended', () => {
  test('is not sent again', async () => {
    await deliver(app, push, job)
    await deliver(app, push, job)
    expect(push.sent).toHaveLength(2)
  })

  test('and nothing but the ledger prevents it (control)', async () => {
    await deliver(app, push, job)
    await database.sql(
      `update delivery set state = 'waiting', ended_at = null, devices_reached = '{}' where id = any($1)`,
      [job.deliveryIds],
    )
    await deliver(app, push, job)
    expect(push.to(bernards)).toHaveLength(2)
  })

  test('does not change any more', async () => {
    await deliver(app, push, job)
    await giveUpDelivery(app, job)
    expect(await bernard()).toMatchObject({ state: 'accepted' })
  })
})

describe('nobody is sent to', () => {
  test('whose right was revoked since', async () => {
    await database.sql('update person set revoked_at = now() where id = $1', [town.bernard.personId])
    await deliver(app, push, job)
    expect(await bernard()).toMatchObject({ state: 'skipped', reason: 'right revoked' })
    expect(push.to(bernards)).toEqual([])
  })

  test('who moved to another neighbourhood since', async () => {
    const { neighbourhoodId } = town.bernard
    const move = (to: string | null) =>
      database.sql('update person set neighbourhood_id = $2 where id = $1', [town.bernard.personId, to])
    await move(town.chloe.neighbourhoodId)
    await deliver(app, push, job)
    await move(neighbourhoodId)
    expect(await bernard()).toMatchObject({ state: 'skipped', reason: 'no longer concerned' })
    expect(push.to(bernards)).toEqual([])
  })

  test('who signed out of the last device since', async () => {
    await database.sql('delete from push_subscription where endpoint = $1', [bernards])
    await deliver(app, push, job)
    expect(await bernard()).toMatchObject({ state: 'skipped', reason: 'no address' })
  })
})
