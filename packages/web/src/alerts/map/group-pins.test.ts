import { expect, it } from 'vitest'
import { groupPins } from './group-pins.ts'

const pin = (id: string, x: number, y = 0) => ({ id, x, y })
const ids = (groups: { id: string }[][]) => groups.map((group) => group.map((it) => it.id).join(''))

it('groups pins that would cover each other, and leaves the others alone', () => {
  expect(ids(groupPins([pin('a', 0), pin('b', 10), pin('c', 100)], 30))).toEqual(['ab', 'c'])
})

it('does not chain neighbours into one long group', () => {
  expect(ids(groupPins([pin('a', 0), pin('b', 20), pin('c', 40)], 30))).toEqual(['ab', 'c'])
})

it('puts the most important first when the list says so', () => {
  expect(ids(groupPins([pin('x', 50), pin('a', 40), pin('b', 60)], 30))).toEqual(['xab'])
})
