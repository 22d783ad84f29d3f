import { describe, expect, it } from 'vitest'
import { ageWords, clockWords, whenWords } from './when-words.ts'

const now = new Date(2026, 10, 22, 21, 30)
const at = (day: number, hour: number, minute: number, month = 10, year = 2026) =>
  new Date(year, month, day, hour, minute)

describe('when', () => {
  it.each([
    [at(22, 21, 30), 'à l’instant', 'just now'],
    [at(22, 21, 32), 'à l’instant', 'just now'],
    [at(22, 21, 25), 'il y a 5\u00a0min', '5 min ago'],
    [at(22, 20, 31), 'il y a 59\u00a0min', '59 min ago'],
    [at(22, 20, 30), 'à 20\u00a0h\u00a030', 'at 20:30'],
    [at(21, 23, 59), 'hier à 23\u00a0h\u00a059', 'yesterday at 23:59'],
    [at(18, 8, 5), 'mercredi à 8\u00a0h\u00a005', 'Wednesday at 08:05'],
    [at(3, 9, 15), 'le 3 novembre à 9\u00a0h\u00a015', '3 November at 09:15'],
    [at(31, 9, 15, 11, 2025), 'le 31 décembre 2025 à 9\u00a0h\u00a015', '31 December 2025 at 09:15'],
    [at(23, 9, 15), 'le 23 novembre à 9\u00a0h\u00a015', '23 November at 09:15'],
  ])('%s is « %s »', (time, french, english) => {
    expect(whenWords(time, now, 'fr')).toBe(french)
    expect(whenWords(time, now, 'en')).toBe(english)
  })

  it('counts days by the calendar, across the change to winter time too', () => {
    expect(whenWords(at(24, 23, 0, 9), at(25, 22, 0, 9), 'fr')).toBe('hier à 23\u00a0h\u00a000')
  })
})

it('shows the hour as people write it', () => {
  expect([clockWords(at(22, 9, 4), 'fr'), clockWords(at(22, 9, 4), 'en')]).toEqual([
    '9\u00a0h\u00a004',
    '09:04',
  ])
})

it('shows an age in the largest unit that says something', () => {
  const ages = [at(22, 21, 18), at(22, 18, 0), at(21, 20, 0), at(18, 20, 0)]
  expect(ages.map((from) => ageWords(from, now, 'en'))).toEqual(['12 mins', '3 hrs', '25 hrs', '4 days'])
})
