import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { aReport, newPhone, type Tab } from './testing/phone.ts'
import { StandInServer } from './testing/stand-in-server.ts'

const UNDO_MS = 6_000

let server: StandInServer
let phone: Tab
let screen: EventTarget & { visibilityState: 'visible' | 'hidden' }
const left = vi.fn()

beforeEach(async () => {
  server = await new StandInServer().start()
  phone = await newPhone()
  screen = Object.assign(new EventTarget(), { visibilityState: 'visible' as const })
  vi.stubGlobal('document', screen)
  vi.stubGlobal('location', { origin: server.origin })
  left.mockClear()
})
afterEach(async () => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  await server.stop()
})

/** Saved with the time for undoing it standing still: it goes on with `wait`. */
async function saved() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const request = aReport()
  return { id: request.input.id, undo: await phone.saveUndoable(request, left) }
}

function wait(ms: number): void {
  vi.advanceTimersByTime(ms)
  if (ms >= UNDO_MS) vi.useRealTimers()
}

function leaveScreen(): void {
  vi.useRealTimers()
  screen.visibilityState = 'hidden'
  screen.dispatchEvent(new Event('visibilitychange'))
}

const entries = async () => (await phone.readOutbox()).entries.map((entry) => entry.id)

describe('what may be undone for a moment', () => {
  it('is on the disk at once, and leaves when the moment is over', async () => {
    const { id } = await saved()
    expect(await entries()).toEqual([id])
    wait(UNDO_MS - 1)
    expect(left).not.toHaveBeenCalled()
    wait(UNDO_MS)
    await expect.poll(() => server.accepted).toEqual([id])
    expect(left).toHaveBeenCalledOnce()
  })

  it('leaves earlier when the screen is left, and once', async () => {
    const { id } = await saved()
    leaveScreen()
    await expect.poll(() => server.accepted).toEqual([id])
    leaveScreen()
    expect(left).toHaveBeenCalledOnce()
    expect(server.arrivals).toEqual([id])
  })

  it('undone, it never leaves, whatever comes after', async () => {
    const { undo } = await saved()
    expect(await undo()).toBe(true)
    expect(left).toHaveBeenCalledOnce()
    wait(UNDO_MS)
    leaveScreen()
    await phone.drainOutbox({ now: true })
    expect(server.arrivals).toEqual([])
    expect(await entries()).toEqual([])
    expect(left).toHaveBeenCalledOnce()
  })

  it('says so when it was sent with something else meanwhile', async () => {
    const { id, undo } = await saved()
    vi.useRealTimers()
    await phone.drainOutbox({ now: true })
    expect(server.accepted).toEqual([id])
    expect(await undo()).toBe(false)
  })
})
