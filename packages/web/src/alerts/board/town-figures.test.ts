import { expect, it } from 'vitest'
import { sampleAlert } from '../live/live.sample.ts'
import { townFigures } from './town-figures.ts'

const extreme = { severity: 'EXTREME', urgency: 'IMMEDIATE', certainty: 'OBSERVED' } as const
const elsewhere = { id: 'n2', name: 'La Gare' }

it('counts what is open, what is severe, and since when the oldest waits', () => {
  const figures = townFigures([
    sampleAlert('a', 40, { status: 'ACKNOWLEDGED', neighbourhood: elsewhere }),
    sampleAlert('b', 30, { cap: extreme }),
    sampleAlert('c', 20),
    sampleAlert('d', 10, { status: 'RESOLVED', cap: extreme }),
  ])
  expect(figures).toEqual({
    open: 3,
    severe: 1,
    unacknowledged: 2,
    oldestUnacknowledged: sampleAlert('c', 20).reportedAt,
    byNeighbourhood: [
      { id: 'n1', name: 'Les Tilleuls', open: 2 },
      { id: 'n2', name: 'La Gare', open: 1 },
    ],
  })
})

it('says so when nothing waits', () => {
  expect(townFigures([])).toEqual({
    open: 0,
    severe: 0,
    unacknowledged: 0,
    oldestUnacknowledged: null,
    byNeighbourhood: [],
  })
})
