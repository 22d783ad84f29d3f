import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { REPORT } from '../testkit/operations.ts'
import { OwnVigie } from '../testkit/own-vigie.ts'
import { aReport } from '../testkit/report.ts'
import { eventually } from '../testkit/vigie.ts'

let own: OwnVigie

beforeAll(async () => {
  own = await OwnVigie.start()
})

afterAll(async () => {
  await own.remove()
})

/** Sets it for everybody, with a journal that is written behind as seldom as it can be. */
async function setSynchronousCommit(value: 'on' | 'off'): Promise<void> {
  await own.sql(`alter system set synchronous_commit = ${value}`)
  await own.sql(`alter system set wal_writer_delay = '10s'`)
  await own.sql(`alter system set wal_writer_flush_after = '1GB'`)
  await own.sql('select pg_reload_conf()')
  await pause(300)
}

/** Reports that were acknowledged just before the database lost its power, and are gone. */
async function lostInACrash(): Promise<string[]> {
  const client = await own.signIn(own.town.amina)
  const acknowledged: string[] = []
  for (let n = 0; n < 10; n += 1) {
    const input = aReport()
    const { data } = await client.query(REPORT, { input })
    expect(data?.reportAlert).toMatchObject({ alert: { id: input.id } })
    acknowledged.push(input.id)
  }
  await own.vigie.crashDatabase()
  await eventually(() => own.vigie.isServing(), 30_000)
  const kept = await own.sql<{ id: string }>('select id from alert where id = any($1)', [acknowledged])
  const there = new Set(kept.map((it) => it.id))
  return acknowledged.filter((id) => !there.has(id))
}

test('what was acknowledged outlives a database that loses its power in the next moment', async () => {
  await setSynchronousCommit('on')
  expect(await lostInACrash()).toEqual([])
})

test('with synchronous_commit off it would not (control)', async () => {
  await setSynchronousCommit('off')
  expect(await lostInACrash()).not.toEqual([])
})
