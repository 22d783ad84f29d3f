import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createAlertStream, type StreamItem, type StreamSink } from './alert-stream.ts'
import { sampleAlert, sampleItem } from './live.sample.ts'

/** A wire in the test's hands: what was opened after which cursor, and who listens. */
function wire() {
  const opened: string[] = []
  let sink: StreamSink | null = null
  return {
    opened,
    source: {
      open(after: string, listener: StreamSink) {
        opened.push(after)
        sink = listener
        return () => {
          sink = null
        }
      },
    },
    up: () => sink?.opened(),
    send: (item: StreamItem) => sink?.item(item),
    drop: (sessionOver = false) => sink?.closed(sessionOver),
  }
}

function connected(changes: Partial<Parameters<typeof createAlertStream>[0]> = {}) {
  const line = wire()
  const applied: StreamItem[] = []
  const stream = createAlertStream({
    source: line.source,
    keptCursor: () => 'kept',
    loadList: async () => 'loaded',
    apply: (item) => void applied.push(item),
    reload: async () => {},
    random: () => 1,
    ...changes,
  })
  return { ...line, stream, applied }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('resumes after the cursor kept with the list', async () => {
  const { stream, opened, up } = connected()
  stream.start()
  await vi.advanceTimersByTimeAsync(0)
  expect(opened).toEqual(['kept'])
  expect(stream.state()).toBe('connecting')
  up()
  expect(stream.state()).toBe('live')
})

it('loads the list first when there is no cursor, and tries again while there is no network', async () => {
  const loadList = vi
    .fn<() => Promise<string>>()
    .mockRejectedValueOnce(new Error('offline'))
    .mockResolvedValue('loaded')
  const { stream, opened } = connected({ keptCursor: () => null, loadList })
  stream.start()
  await vi.advanceTimersByTimeAsync(0)
  expect([stream.state(), opened]).toEqual(['waiting', []])
  await vi.advanceTimersByTimeAsync(1000)
  expect(opened).toEqual(['loaded'])
})

it('reconnects after the last cursor it applied, not after the first', async () => {
  const { stream, opened, up, send, drop } = connected()
  stream.start()
  await vi.advanceTimersByTimeAsync(0)
  up()
  send(sampleItem('7', sampleAlert('a', 1)))
  drop()
  expect(stream.state()).toBe('waiting')
  await vi.advanceTimersByTimeAsync(1000)
  expect(opened).toEqual(['kept', '7'])
})

it('tells of an event once, however often it comes', async () => {
  const { stream, send, applied } = connected()
  const told: string[] = []
  stream.onEvent((event) => told.push(event.id))
  stream.start()
  await vi.advanceTimersByTimeAsync(0)
  send(sampleItem('7', sampleAlert('a', 1), { id: 'e1' }))
  send(sampleItem('8', sampleAlert('a', 1), { id: 'e1' }))
  expect(told).toEqual(['e1'])
  expect(applied.map((item) => [item.cursor, item.event?.id])).toEqual([
    ['7', 'e1'],
    ['8', undefined],
  ])
})

it('waits longer after each failure, at most thirty seconds, and not at all when woken', async () => {
  const { stream, opened, drop } = connected()
  stream.start()
  await vi.advanceTimersByTimeAsync(0)
  for (const wait of [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]) {
    const before = opened.length
    drop()
    await vi.advanceTimersByTimeAsync(wait - 1)
    expect(opened.length).toBe(before)
    await vi.advanceTimersByTimeAsync(1)
    expect(opened.length).toBe(before + 1)
  }
  drop()
  stream.wake()
  await vi.advanceTimersByTimeAsync(0)
  expect(stream.state()).toBe('connecting')
})

it('asks for the lists again until that has worked', async () => {
  const reload = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new Error('offline')).mockResolvedValue()
  const { stream, up, send, drop } = connected({ reload })
  stream.start()
  await vi.advanceTimersByTimeAsync(0)
  send({ cursor: '9', event: null, reload: true })
  await vi.advanceTimersByTimeAsync(0)
  drop()
  await vi.advanceTimersByTimeAsync(1000)
  up()
  await vi.advanceTimersByTimeAsync(0)
  expect(reload).toHaveBeenCalledTimes(2)
  drop()
  await vi.advanceTimersByTimeAsync(1000)
  up()
  expect(reload).toHaveBeenCalledTimes(2)
})

it('is over when the session is, and silent once stopped', async () => {
  const { stream, opened, drop } = connected()
  stream.start()
  await vi.advanceTimersByTimeAsync(0)
  drop(true)
  await vi.advanceTimersByTimeAsync(60_000)
  expect([stream.state(), opened.length]).toEqual(['over', 1])
})
