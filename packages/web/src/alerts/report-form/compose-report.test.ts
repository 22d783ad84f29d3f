import { capReading } from '@vigie/schema'
import { v7 as newId } from 'uuid'
import { describe, expect, it } from 'vitest'
import { type DraftFields, EMPTY_DRAFT } from '../../outbox/draft-fields.ts'
import { composeReport, withoutTouched } from './compose-report.ts'

const NOW = new Date('2026-11-22T20:04:00.000Z')
const WORDS = { description: (category: string) => `${category}, sans détail`, place: 'Dans mon quartier' }

const compose = (fields: Partial<DraftFields>, photoIds: string[] = []) =>
  composeReport({ id: newId(), fields: { ...EMPTY_DRAFT, ...fields }, photoIds }, NOW, WORDS)

function payloadOf(fields: Partial<DraftFields>, photoIds: string[] = []) {
  const composed = compose(fields, photoIds)
  if (composed.kind === 'problems') throw new Error(JSON.stringify(composed.problems))
  return composed.payload
}

describe('three taps', () => {
  it('a category alone makes a report that says only what is known', () => {
    expect(payloadOf({ category: 'BURGLARY' })).toMatchObject({
      description: 'BURGLARY, sans détail',
      happening: 'NOW',
      danger: 'UNSURE',
      positionSource: 'WORDS',
      coordinates: null,
      place: 'Dans mon quartier',
      claimedAt: NOW.toISOString(),
    })
  })

  it('is CAP’s immediate, of moderate severity, observed', () => {
    const { category, happening, danger } = payloadOf({ category: 'BURGLARY' })
    expect(capReading(category, happening, danger)).toEqual({
      category: 'SECURITY',
      severity: 'MODERATE',
      urgency: 'IMMEDIATE',
      certainty: 'OBSERVED',
    })
  })
})

describe('what was said', () => {
  it('is kept, trimmed', () => {
    const payload = payloadOf({
      category: 'OTHER',
      description: ' Une odeur de gaz.\n',
      place: ' 12, rue Basse ',
    })
    expect(payload).toMatchObject({ description: 'Une odeur de gaz.', place: '12, rue Basse' })
  })

  it('of an earlier moment is over, unless its author says otherwise', () => {
    const happenedAt = '2026-11-21T18:30'
    const earlier = { category: 'DAMAGE', happenedAt } as const
    expect(payloadOf(earlier)).toMatchObject({
      happening: 'OVER',
      claimedAt: new Date(happenedAt).toISOString(),
    })
    expect(payloadOf({ ...earlier, happening: 'NOW' }).happening).toBe('NOW')
  })

  it('by position travels with its place in words, and in words without a position', () => {
    const here = { coordinates: { latitude: 48.1, longitude: -1.6 }, category: 'NUISANCE' } as const
    expect(payloadOf({ ...here, positionSource: 'GPS' })).toMatchObject({
      positionSource: 'GPS',
      coordinates: here.coordinates,
      place: null,
    })
    expect(payloadOf({ ...here, positionSource: 'WORDS', place: 'Au parc' }).coordinates).toBeNull()
  })
})

describe('what keeps a report from being sent names its field', () => {
  it.each([
    ['nothing chosen', {}, { category: 'missing', description: 'missing' }],
    ['another thing without a word', { category: 'OTHER' }, { description: 'missing' }],
    ['too many words', { category: 'OTHER', description: 'x'.repeat(2001) }, { description: 'too-long' }],
    ['a long place', { category: 'DANGER', place: 'x'.repeat(201) }, { place: 'too-long' }],
    ['a map without a pin', { category: 'DANGER', positionSource: 'PIN' }, { coordinates: 'missing' }],
    ['a moment to come', { category: 'DANGER', happenedAt: '2026-11-24T10:00' }, { happenedAt: 'future' }],
    ['no moment', { category: 'DANGER', happenedAt: '' }, { happenedAt: 'missing' }],
  ] as const)('%s', (_what, fields, problems) => {
    expect(compose(fields)).toEqual({ kind: 'problems', problems })
  })
})

describe('an error goes when its field is touched', () => {
  it('and no other one does', () => {
    const problems = { category: 'missing', description: 'missing', coordinates: 'missing' } as const
    expect(withoutTouched(problems, { category: 'DANGER' })).toEqual({ coordinates: 'missing' })
    expect(withoutTouched(problems, { category: 'OTHER' })).toEqual({
      description: 'missing',
      coordinates: 'missing',
    })
    expect(withoutTouched(problems, { positionSource: 'WORDS' })).toEqual({
      category: 'missing',
      description: 'missing',
    })
  })
})
