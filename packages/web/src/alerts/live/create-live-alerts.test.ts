import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { StreamCursorDocument } from '../../gen/graphql.ts'
import type { StreamSink } from './alert-stream.ts'
import { createLiveAlerts } from './create-live-alerts.ts'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('says each time that the connection stands, so that what waits is sent then', async () => {
  const client = new ApolloClient({ link: ApolloLink.empty(), cache: new InMemoryCache() })
  const data = { alerts: { __typename: 'AlertConnection' as const, streamCursor: '7' } }
  client.writeQuery({ query: StreamCursorDocument, data })
  let sink: StreamSink | undefined
  const onLive = vi.fn()
  const open = (_after: string, opened: StreamSink) => {
    sink = opened
    return () => {}
  }
  const { stream } = createLiveAlerts(client, { open }, 'marie', 'TOWN', onLive)
  stream.start()
  await vi.advanceTimersByTimeAsync(0)
  sink?.opened()
  expect(onLive).toHaveBeenCalledTimes(1)
  sink?.closed(false)
  await vi.advanceTimersByTimeAsync(60_000)
  sink?.opened()
  expect(onLive).toHaveBeenCalledTimes(2)
})
