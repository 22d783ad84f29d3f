import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { startTestApi } from '../../testkit/api.ts'
import { createTestDatabase } from '../../testkit/database.ts'

test('an API that is to end does not wait for a request that never comes whole', async () => {
  const database = await createTestDatabase()
  const api = await startTestApi(database)
  const silent = connect(Number(new URL(api.url).port), 'localhost')
  await once(silent, 'connect')
  silent.on('error', () => undefined)
  silent.write(
    'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
  )
  // The server has begun to read it.
  await (await fetch(`${api.url}/healthz`)).text()
  const startedAt = Date.now()
  await api.close()
  expect(Date.now() - startedAt).toBeLessThan(30_000)
  silent.destroy()
  await database.drop()
})
