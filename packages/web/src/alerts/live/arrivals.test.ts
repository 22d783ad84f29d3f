import { expect, it } from 'vitest'
import { compareGravestFirst } from '../severity.ts'
import { keepOrder, splitArrivals } from './arrivals.ts'
import { sampleAlert } from './live.sample.ts'

const ids = (rows: { id: string }[]) => rows.map((row) => row.id).join('')

it('shows everything to a reader who has not begun', () => {
  const { visible, arrivals } = splitArrivals([sampleAlert('b', 2), sampleAlert('a', 1)], new Set())
  expect([ids(visible), ids(arrivals)]).toEqual(['ba', ''])
})

it('holds back what would push the read rows down, in the middle too', () => {
  const rows = [sampleAlert('d', 4), sampleAlert('c', 3), sampleAlert('b', 2), sampleAlert('a', 1)]
  const { visible, arrivals } = splitArrivals(rows, new Set(['c', 'a']))
  expect([ids(visible), ids(arrivals)]).toEqual(['ca', 'db'])
})

it('appends the next page below the last shown row', () => {
  const rows = [sampleAlert('c', 3), sampleAlert('b', 2), sampleAlert('a', 1)]
  const { visible, arrivals } = splitArrivals(rows, new Set(['c']))
  expect([ids(visible), ids(arrivals)]).toEqual(['cba', ''])
})

it('never holds back the reader’s own report', () => {
  const rows = [sampleAlert('b', 2, { mine: true }), sampleAlert('a', 1)]
  expect(ids(splitArrivals(rows, new Set(['a'])).visible)).toBe('ba')
})

const extreme = { severity: 'EXTREME', urgency: 'IMMEDIATE', certainty: 'OBSERVED' } as const

it('leaves a finished row where the thumb expects it, and lets a grave one wait on top of the others', () => {
  const rows = [
    sampleAlert('a', 1, { status: 'RESOLVED' }),
    sampleAlert('b', 2),
    sampleAlert('c', 3),
    sampleAlert('d', 4, { cap: extreme }),
  ]
  const { visible, arrivals } = keepOrder(rows, ['a', 'b'], compareGravestFirst)
  expect([ids(visible), ids(arrivals)]).toEqual(['ab', 'dc'])
})

it('forgets a row that is gone', () => {
  expect(ids(keepOrder([sampleAlert('b', 2)], ['a', 'b'], compareGravestFirst).visible)).toBe('b')
})
