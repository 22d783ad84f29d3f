import { expect, it, vi } from 'vitest'
import type { StreamSink, StreamSource } from './alert-stream.ts'
import { lazySource } from './lazy-source.ts'

const sink = () => ({ opened: vi.fn(), item: vi.fn(), closed: vi.fn() }) satisfies StreamSink

it('opens once its part is there, and loads it once', async () => {
  const close = vi.fn()
  const open = vi.fn<StreamSource['open']>(() => close)
  const load = vi.fn(async () => ({ open }))
  const source = lazySource(load)
  source.open('a', sink())
  const stop = source.open('b', sink())
  await vi.waitFor(() => expect(open).toHaveBeenCalledTimes(2))
  expect(load).toHaveBeenCalledOnce()
  stop()
  expect(close).toHaveBeenCalledOnce()
})

it('never opens what was given up while its part was on the way', async () => {
  const open = vi.fn<StreamSource['open']>(() => () => {})
  const part = Promise.withResolvers<StreamSource>()
  const stop = lazySource(() => part.promise).open('a', sink())
  stop()
  part.resolve({ open })
  await part.promise
  expect(open).not.toHaveBeenCalled()
})

it('a part that cannot be had is a lost connection, and asked for again with the next one', async () => {
  const open = vi.fn<StreamSource['open']>(() => () => {})
  const load = vi.fn<() => Promise<StreamSource>>()
  load.mockRejectedValueOnce(new TypeError('Failed to fetch')).mockResolvedValueOnce({ open })
  const source = lazySource(load)
  const first = sink()
  source.open('a', first)
  await vi.waitFor(() => expect(first.closed).toHaveBeenCalledWith(false))
  source.open('a', sink())
  await vi.waitFor(() => expect(open).toHaveBeenCalledOnce())
})
