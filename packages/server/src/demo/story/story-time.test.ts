import { describe, expect, test } from 'vitest'
import { instantOf } from './story-time.ts'

const iso = (at: number) => new Date(at).toISOString()

describe('a time of the story', () => {
  test('is minutes before now', () => {
    expect(iso(instantOf({ minutesAgo: 20 }, Date.UTC(2026, 10, 22, 12)))).toBe('2026-11-22T11:40:00.000Z')
  })

  test('is a time of day in Paris, days before today in Paris', () => {
    // Half past midnight in Paris is still the day before in UTC.
    const now = Date.UTC(2026, 10, 21, 23, 30)
    expect(iso(instantOf({ daysAgo: 1, at: '17:10' }, now))).toBe('2026-11-21T16:10:00.000Z')
  })

  test('keeps its time of day across the change to winter time', () => {
    const now = Date.UTC(2026, 9, 27, 12)
    expect(iso(instantOf({ daysAgo: 1, at: '17:10' }, now))).toBe('2026-10-26T16:10:00.000Z')
    expect(iso(instantOf({ daysAgo: 7, at: '17:10' }, now))).toBe('2026-10-20T15:10:00.000Z')
  })
})
