import { expect, test } from 'vitest'
import { ALERT_CATEGORIES, capReading, DANGER_ANSWERS, HAPPENING_ANSWERS } from './alert-vocabulary.ts'

test('somebody in danger now is extreme and immediate', () => {
  expect(capReading('DANGER', 'NOW', 'YES')).toEqual({
    category: 'SAFETY',
    severity: 'EXTREME',
    urgency: 'IMMEDIATE',
    certainty: 'OBSERVED',
  })
})

test('a burglary found in the morning is past, observed and minor for people', () => {
  expect(capReading('BURGLARY', 'OVER', 'NO')).toEqual({
    category: 'SECURITY',
    severity: 'MINOR',
    urgency: 'PAST',
    certainty: 'OBSERVED',
  })
})

test('who cannot tell is not made to sound sure', () => {
  expect(capReading('SUSPICIOUS_ACTIVITY', 'UNSURE', 'UNSURE')).toMatchObject({
    severity: 'MODERATE',
    urgency: 'UNKNOWN',
    certainty: 'POSSIBLE',
  })
})

test('every pair of answers to every category has a reading', () => {
  for (const category of ALERT_CATEGORIES) {
    for (const happening of HAPPENING_ANSWERS) {
      for (const danger of DANGER_ANSWERS) {
        expect(Object.values(capReading(category, happening, danger))).not.toContain(undefined)
      }
    }
  }
})
