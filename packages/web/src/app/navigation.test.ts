import { expect, it } from 'vitest'
import { destinations, isCurrent } from './navigation.ts'

const addresses = (role: Parameters<typeof destinations>[0]) => destinations(role).map((place) => place.href)

it('takes a resident to the feed, with reporting in the middle of the bar', () => {
  expect(addresses('RESIDENT')).toEqual(['/', '/carte', '/signaler', '/envois', '/moi'])
})

it('takes an institution to its board, whose place on a phone the feed gives up', () => {
  for (const [role, board] of [
    ['POLICE_OFFICER', '/police'],
    ['TOWN_HALL_AGENT', '/mairie'],
  ] as const) {
    const onPhone = destinations(role).filter((place) => place.kind !== 'desk-only')
    expect(onPhone.map((place) => place.href)).toEqual([board, '/carte', '/signaler', '/envois', '/moi'])
    expect(addresses(role)).toContain('/')
  }
})

it('marks the feed while one of its alerts is read, and nothing else', () => {
  expect(isCurrent('/', '/alertes/0199')).toBe(true)
  expect(isCurrent('/', '/moi')).toBe(false)
  expect(isCurrent('/envois', '/envois/0199')).toBe(true)
  expect(isCurrent('/moi', '/moisson')).toBe(false)
})
