import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../testkit/api.ts'
import { createTestDatabase, type TestDatabase } from '../testkit/database.ts'
import { STREAM } from '../testkit/operations.ts'
import { RawSocket } from '../testkit/raw-socket.ts'
import { createTestTown, type TestTown } from '../testkit/town.ts'

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

const dial = async (protocol?: string) =>
  new RawSocket(api.url, (await api.signIn(town.amina.email)).cookie, protocol)

const subscribe = (id: string) => ({ id, type: 'subscribe', payload: { query: STREAM } })

describe('graphql-transport-ws closes with', () => {
  test('4400 what is not a message', async () => {
    const serversWord = '{"type":"next","id":"1","payload":{}}'
    for (const message of [
      'no json',
      '{}',
      '[]',
      '{"type":"unheard_of"}',
      '{"type":"subscribe"}',
      serversWord,
    ]) {
      const socket = await (await dial()).opened()
      socket.sendRaw(message)
      expect(await socket.closed).toBe(4400)
    }
  })

  test('4401 who subscribes before the connection is acknowledged', async () => {
    const socket = await (await dial()).opened()
    socket.send(subscribe('1'))
    expect(await socket.closed).toBe(4401)
  })

  test('4401 who has no session', async () => {
    const socket = await new RawSocket(api.url, '').opened()
    socket.send({ type: 'connection_init' })
    expect(await socket.closed).toBe(4401)
  })

  test('4403 whose session ends', async () => {
    const phone = await api.signIn(town.bernard.email)
    const socket = await new RawSocket(api.url, phone.cookie).ready()
    await phone.signOut()
    expect(await socket.closed).toBe(4403)
  })

  test('4406 who names no subprotocol that it speaks', async () => {
    expect(await (await dial('')).closed).toBe(4406)
  })

  test('4408 who says nothing', async () => {
    const startedAt = Date.now()
    expect(await (await dial()).closed).toBe(4408)
    expect(Date.now() - startedAt).toBeGreaterThan(4_500)
  })

  test('4409 who gives two subscriptions one id', async () => {
    const socket = await (await dial()).ready()
    socket.send(subscribe('the same'))
    socket.send(subscribe('the same'))
    expect(await socket.closed).toBe(4409)
  })

  test('4429 who initialises twice', async () => {
    const socket = await (await dial()).ready()
    socket.send({ type: 'connection_init' })
    expect(await socket.closed).toBe(4429)
  })
})

test('who keeps to the protocol is served, and stays (control)', async () => {
  const socket = await (await dial()).ready()
  socket.send({ type: 'ping', payload: { at: 1 } })
  expect((await socket.receive('pong')).payload).toEqual({ at: 1 })
  socket.send(subscribe('1'))
  expect((await socket.receive('next')).id).toBe('1')
  socket.send({ id: '1', type: 'complete' })
  socket.send(subscribe('1'))
  socket.send({ type: 'ping' })
  const stays = new Promise((resolve) => setTimeout(resolve, 300, 'stays'))
  expect(await Promise.race([socket.closed, stays])).toBe('stays')
  socket.end()
})
