import { setTimeout as pause } from 'node:timers/promises'
import type { Cluster } from '@vigie/server/platform/embedded-postgres.ts'
import { keepRunning } from '@vigie/server/platform/keep-cluster.ts'
import { createLog } from '@vigie/server/platform/log.ts'
import { expect, test } from 'vitest'
import { freePort } from '../../testkit/api.ts'

/** A database that is down; when it was tried to be started, in milliseconds. */
async function isDown(starts: (attempt: number) => boolean, watched: number): Promise<number[]> {
  const tries: number[] = []
  const startedAt = Date.now()
  const cluster: Cluster = {
    url: `postgres://postgres@127.0.0.1:${await freePort()}/vigie`,
    startedHere: true,
    async revive() {
      tries.push(Date.now() - startedAt)
      if (!starts(tries.length)) throw new Error('its folder has gone')
    },
    async stop() {},
  }
  const letGo = keepRunning(cluster, createLog('silent', 'test'))
  await pause(watched)
  letGo()
  return tries
}

test('a database that cannot be started, because its folder has gone, is tried less and less often', async () => {
  const tries = await isDown(() => false, 3_500)
  expect(tries[0]).toBeLessThan(500)
  expect(tries.length).toBeGreaterThanOrEqual(3)
  expect(tries.length).toBeLessThanOrEqual(5)
})

test('one that can be is tried at once whenever it is away (control)', async () => {
  expect((await isDown(() => true, 2_000)).length).toBeGreaterThan(5)
})
