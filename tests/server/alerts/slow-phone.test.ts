import { FrameQueue } from '@vigie/server/alerts/frame-queue.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AlertFollower, followAlerts } from '../../testkit/alert-follower.ts'
import { startTestApi, type TestApi } from '../../testkit/api.ts'
import { createTestDatabase, type TestDatabase } from '../../testkit/database.ts'
import { REPORT, STREAM } from '../../testkit/operations.ts'
import { aReport } from '../../testkit/report.ts'
import { createTestTown, type TestTown } from '../../testkit/town.ts'

describe('what waits for a phone', () => {
  const takeAll = async (queue: FrameQueue<string>) => {
    const taken: string[] = []
    for await (const frame of queue.drain(() => 'reload')) {
      taken.push(frame)
      if (frame === 'last') queue.end()
    }
    return taken
  }

  test('comes in order', async () => {
    const queue = new FrameQueue<string>()
    for (const frame of ['a', 'b', 'last']) queue.push(frame)
    expect(await takeAll(queue)).toEqual(['a', 'b', 'last'])
  })

  test('is one word to reload when it has become too much, then what comes after it was heard', async () => {
    const queue = new FrameQueue<string>()
    for (let n = 0; n < 10_000; n += 1) queue.push(String(n))
    const taking = takeAll(queue)
    await new Promise(setImmediate)
    for (const frame of ['next', 'last']) queue.push(frame)
    expect(await taking).toEqual(['reload', 'next', 'last'])
  })

  test('is passed only by what nothing waits before, and what comes meanwhile waits behind that', async () => {
    const queue = new FrameQueue<string>()
    expect(queue.isIdle, 'nobody takes yet').toBe(false)
    const taking = takeAll(queue)
    await new Promise(setImmediate)
    expect(queue.isIdle).toBe(true)
    queue.hold()
    expect(queue.isIdle, 'another is on its way past').toBe(false)
    queue.push('next')
    const early = await Promise.race([taking, new Promise((resolve) => setImmediate(resolve, 'nothing'))])
    expect(early).toBe('nothing')
    queue.letGo()
    queue.push('last')
    expect(await taking).toEqual(['next', 'last'])
  })

  test('stops when the phone goes, whatever still waits', async () => {
    const queue = new FrameQueue<string>()
    const taking = takeAll(queue)
    queue.push('a')
    queue.end()
    queue.push('never')
    expect(await taking).toEqual([])
  })
})

describe('a phone that stops reading', () => {
  let database: TestDatabase
  let api: TestApi
  let town: TestTown

  beforeAll(async () => {
    database = await createTestDatabase()
    api = await startTestApi(database)
    town = await createTestTown(api.app)
  })

  afterAll(async () => {
    await api.close()
    await database.drop()
  })

  /** Many things happen to one alert within a moment. */
  const happens = (alertId: string, times: number) =>
    database.sql(`
      insert into alert_event (town_id, id, alert_id, neighbourhood_id, kind, actor_id)
      select town_id, gen_random_uuid(), id, neighbourhood_id, 'ACKNOWLEDGED', author_id
      from alert, generate_series(1, ${times}) where id = '${alertId}';
      notify vigie_bell`)

  test('loses its backlog, not the server its memory, and goes on after reloading', async () => {
    const [amina, quick, slow] = await Promise.all(
      [town.amina, town.bernard, town.bernard].map(({ email }) => api.signIn(email)),
    )
    if (!amina || !quick || !slow) throw new Error('unreachable: three signed in')
    // So large that the network's own buffers are full after some hundred frames.
    const copies = Array.from({ length: 12 }, (_, n) => `c${n}: description`).join(' ')
    const large = new AlertFollower(slow, null, STREAM.replace('description', `description ${copies}`))
    await large.waitUntilCaughtUp()
    const small = await followAlerts(quick)

    slow.read(false)
    const input = aReport({ description: '€'.repeat(2000) })
    await amina.query(REPORT, { input })
    for (let sent = 1; sent < 1_000; ) {
      await happens(input.id, 300)
      sent += 300
      await small.waitForEvents(sent)
    }
    expect(small.reloads).toBe(0)

    slow.read(true)
    await large.waitForReload()
    expect(large.events.length).toBeLessThan(small.events.length)
    const next = aReport()
    await amina.query(REPORT, { input: next })
    await large.waitFor(next.id)
  })
})
