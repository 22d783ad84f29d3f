import { describe, expect, it } from 'vitest'
import { afterHeadline, headlineOf } from './headline.ts'

describe('a headline', () => {
  it('is the first sentence', () => {
    expect(headlineOf('Deux hommes essaient les portières. Ils viennent de la gare.')).toBe(
      'Deux hommes essaient les portières.',
    )
  })

  it('does not end at a number', () => {
    expect(headlineOf('Le n° 12.5 de la rue est ouvert depuis hier')).toBe(
      'Le n° 12.5 de la rue est ouvert depuis hier',
    )
  })

  it('breaks a long sentence between words', () => {
    const headline = headlineOf(
      'Une camionnette blanche tourne lentement, feux éteints, depuis vingt minutes',
      40,
    )
    expect(headline).toBe('Une camionnette blanche tourne…')
  })

  it('breaks one endless word where it must', () => {
    expect(headlineOf('a'.repeat(200), 20)).toBe(`${'a'.repeat(20)}…`)
  })

  it('keeps the no-break spaces of French, which end no sentence', () => {
    const text = 'Il a crié « Ouvrez ! » à 16 h. Puis plus rien.'
    expect(headlineOf(text)).toBe(text.slice(0, text.indexOf(' Puis')))
    expect(afterHeadline(text)).toBe('Puis plus rien.')
  })

  it('reads lines as one', () => {
    expect(headlineOf('Chat roux\nperdu')).toBe('Chat roux perdu')
  })
})

describe('what follows a headline', () => {
  it('is the rest, so that nothing is read twice', () => {
    expect(afterHeadline('Deux hommes essaient les portières. Ils viennent\nde la gare.')).toBe(
      'Ils viennent\nde la gare.',
    )
    expect(afterHeadline('Chat roux perdu')).toBeNull()
    expect(afterHeadline('Chat roux\nperdu  hier. Il boite.')).toBe('Il boite.')
    expect(afterHeadline('Chat roux\nperdu')).toBeNull()
  })

  it('is everything when the headline was cut', () => {
    const long = 'Une camionnette blanche tourne lentement, '.repeat(5).trim()
    expect(afterHeadline(long)).toBe(long)
  })
})
