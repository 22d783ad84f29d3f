import { describe, expect, it } from 'vitest'
import { sampleAlert } from '../live/live.sample.ts'
import {
  countChosen,
  EVERYTHING,
  matchesText,
  readChoice,
  toAlertFilter,
  writeChoice,
} from './filter-choice.ts'

const now = new Date(2026, 10, 22, 21, 30)

describe('a filter in the address', () => {
  const choice = {
    categories: ['BURGLARY' as const, 'DAMAGE' as const],
    statuses: ['REPORTED' as const],
    neighbourhoods: ['n1'],
    period: 'week' as const,
    text: 'camionnette',
  }

  it('comes back as it was, beside what else stands there', () => {
    const search = writeChoice(choice, new URLSearchParams('alerte=a1&etat=RESOLVED'))
    expect(readChoice(search)).toEqual(choice)
    expect(search.get('alerte')).toBe('a1')
    expect(countChosen(choice)).toBe(5)
  })

  it('leaves out what it does not know', () => {
    expect(readChoice(new URLSearchParams('categorie=UFO&periode=century'))).toEqual(EVERYTHING)
  })
})

describe('a filter for the server', () => {
  it('is absent when everything is wanted', () => {
    expect(toAlertFilter(EVERYTHING, now)).toBeUndefined()
  })

  it('begins at local midnight, so that it stays the same all day', () => {
    const from = (period: 'today' | 'week' | 'month') => toAlertFilter({ ...EVERYTHING, period }, now)?.from
    expect(from('today')).toBe(new Date(2026, 10, 22).toISOString())
    expect(from('week')).toBe(new Date(2026, 10, 16).toISOString())
    expect(from('month')).toBe(new Date(2026, 9, 24).toISOString())
  })
})

it('finds words wherever they stand, without accents', () => {
  const alert = sampleAlert('a', 1, { description: 'Une camionnette blanche', place: 'rue du Chêne' })
  expect(matchesText(alert, 'chene BLANCHE')).toBe(true)
  expect(matchesText(alert, 'diallo')).toBe(true)
  expect(matchesText(alert, 'camion noir')).toBe(false)
})
