import { expect, it } from 'vitest'
import { claimedApart } from './claimed-apart.ts'

const received = new Date(2026, 10, 22, 21, 10)

it('says nothing while both clocks agree within five minutes', () => {
  expect(claimedApart(new Date(2026, 10, 22, 21, 5), received)).toBeNull()
  expect(claimedApart(new Date(2026, 10, 22, 21, 12), received)).toBeNull()
})

it('shows the phone’s time when the report waited, or its clock is wrong', () => {
  expect(claimedApart(new Date(2026, 10, 22, 21, 4), received)).toBe('SAME_DAY')
  expect(claimedApart(new Date(2026, 10, 22, 23, 4), received)).toBe('SAME_DAY')
  expect(claimedApart(new Date(2026, 10, 21, 21, 4), received)).toBe('OTHER_DAY')
})
