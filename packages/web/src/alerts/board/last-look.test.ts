import { beforeEach, expect, it } from 'vitest'
import { sampleAlert } from '../live/live.sample.ts'
import { isNewSince, newestOf, readLastLook, writeLastLook } from './last-look.ts'

/** A browser's storage, as far as it is used here. */
class MemoryStorage extends Map<string, string> implements Storage {
  get length() {
    return this.size
  }
  key(index: number) {
    return [...this.keys()][index] ?? null
  }
  getItem(key: string) {
    return this.get(key) ?? null
  }
  setItem(key: string, value: string) {
    this.set(key, value)
  }
  removeItem(key: string) {
    this.delete(key)
  }
}

let storage: MemoryStorage
beforeEach(() => {
  storage = new MemoryStorage()
})

const [evening, night] = [sampleAlert('a', 0), sampleAlert('b', 30)]

it('calls new what came after the last look', () => {
  writeLastLook('yasmine', evening.reportedAt, storage)
  const lastLook = readLastLook('yasmine', storage)
  expect([isNewSince(evening, lastLook), isNewSince(night, lastLook)]).toEqual([false, true])
})

it('calls nothing new on somebody’s first visit, or after another person’s look', () => {
  writeLastLook('yasmine', evening.reportedAt, storage)
  expect(isNewSince(night, readLastLook('nicolas', storage))).toBe(false)
})

it('never moves the mark back', () => {
  writeLastLook('yasmine', night.reportedAt, storage)
  writeLastLook('yasmine', evening.reportedAt, storage)
  expect(readLastLook('yasmine', storage)).toBe(night.reportedAt)
})

it('finds the newest, in any order', () => {
  expect(newestOf([evening, night, evening])).toBe(night.reportedAt)
  expect(newestOf([])).toBeNull()
})
