import { expect, it } from 'vitest'
import { BACKOFF_MAX_MS, backoff, waitLeft } from './backoff.ts'

it('doubles up to the longest wait', () => {
  expect([1, 2, 3, 8, 9, 50].map((attempts) => backoff(attempts, () => 1))).toEqual([
    2000,
    4000,
    8000,
    256_000,
    BACKOFF_MAX_MS,
    BACKOFF_MAX_MS,
  ])
})

it('is spread over the whole span, so that phones do not come back together', () => {
  expect(backoff(5, () => 0)).toBe(0)
  expect(backoff(5, () => 0.5)).toBe(16_000)
})

it('takes the server’s wish as the least, and nothing as more than the longest', () => {
  expect(backoff(1, () => 0, 30_000)).toBe(30_000)
  expect(backoff(1, () => 0, 86_400_000)).toBe(BACKOFF_MAX_MS)
})

it('forgets a moment that a wrong clock wrote', () => {
  const noon = 1_000_000_000
  expect(waitLeft(noon + 3000, noon)).toBe(3000)
  expect(waitLeft(noon - 3000, noon)).toBe(0)
  expect(waitLeft(noon + 86_400_000, noon)).toBe(0)
})
