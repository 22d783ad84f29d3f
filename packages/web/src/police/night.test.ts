import { expect, it } from 'vitest'
import { nightStart } from './night.ts'

it('begins at six in the evening, and lasts until the next', () => {
  expect(nightStart(new Date(2026, 10, 22, 21, 30))).toEqual(new Date(2026, 10, 22, 18))
  expect(nightStart(new Date(2026, 10, 23, 4, 30))).toEqual(new Date(2026, 10, 22, 18))
  expect(nightStart(new Date(2026, 10, 1, 12))).toEqual(new Date(2026, 9, 31, 18))
})
