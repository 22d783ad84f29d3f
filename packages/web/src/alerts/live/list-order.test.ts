import { describe, expect, it } from 'vitest'
import { compareNewestFirst, matchesFilter, placeInList } from './list-order.ts'
import { sampleAlert } from './live.sample.ts'

const list = [sampleAlert('c', 30), sampleAlert('b', 20), sampleAlert('a', 10)]

describe('where a live alert belongs', () => {
  it('puts the newest on top', () => {
    expect(placeInList(list, sampleAlert('d', 40), true)).toBe(0)
  })

  it('puts one whose transaction committed late between the others', () => {
    expect(placeInList(list, sampleAlert('x', 25), true)).toBe(1)
  })

  it('never doubles a row', () => {
    expect(placeInList(list, sampleAlert('b', 20), false)).toBeNull()
  })

  it('leaves an old one to « Afficher plus » while the list goes on', () => {
    expect(placeInList(list, sampleAlert('x', 5), true)).toBeNull()
    expect(placeInList(list, sampleAlert('x', 5), false)).toBe(3)
  })

  it('orders two of the same instant alike everywhere', () => {
    const pair = [sampleAlert('a', 10), sampleAlert('b', 10)]
    expect(pair.toSorted(compareNewestFirst).map((it) => it.id)).toEqual(['b', 'a'])
    expect(
      pair
        .toReversed()
        .toSorted(compareNewestFirst)
        .map((it) => it.id),
    ).toEqual(['b', 'a'])
  })
})

describe('which filter a live alert passes', () => {
  const alert = sampleAlert('a', 10)

  it('passes no filter, and filters that name it', () => {
    expect(matchesFilter(alert, null)).toBe(true)
    expect(matchesFilter(alert, { categories: ['NUISANCE', 'DAMAGE'], neighbourhoodIds: ['n1'] })).toBe(true)
    expect(matchesFilter(alert, { from: alert.reportedAt })).toBe(true)
  })

  it('stays out of lists of others', () => {
    expect(matchesFilter(alert, { categories: ['DAMAGE'] })).toBe(false)
    expect(matchesFilter(alert, { neighbourhoodIds: ['n2'] })).toBe(false)
    expect(matchesFilter(alert, { statuses: ['RESOLVED'] })).toBe(false)
    expect(matchesFilter(alert, { to: alert.reportedAt })).toBe(false)
  })
})
