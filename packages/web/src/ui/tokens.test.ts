import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const [base = '', contrast = ''] = css.split('@media (prefers-contrast: more)')

type Theme = 'light' | 'dark'

/** Reads `--name: light-dark(#…, #…)` into the colours of one theme. */
function colours(source: string, theme: Theme): Map<string, string> {
  const pairs = source.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g)
  return new Map(
    [...pairs].map(([, name = '', light = '', dark = '']) => [name, theme === 'light' ? light : dark]),
  )
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function ratio(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (lighter + 0.05) / (darker + 0.05)
}

const grounds = ['paper', 'surface', 'sunk']
const inksOnGrounds = [
  'ink',
  'ink-quiet',
  'house-ink',
  'attention-ink',
  'danger-ink',
  'town-hall-ink',
  'police-ink',
  'settled-ink',
]
const voices = ['house', 'attention', 'danger', 'town-hall', 'police', 'settled']

/** [text, ground]: WCAG AA asks 4.5 : 1 of every text, however large. */
const textPairs = [
  ...inksOnGrounds.flatMap((ink) => grounds.map((ground) => [ink, ground] as const)),
  ...voices.flatMap((voice) => [
    [`${voice}-ink`, `${voice}-soft`] as const,
    ['ink', `${voice}-soft`] as const,
    ['ink-quiet', `${voice}-soft`] as const,
  ]),
  ['on-house', 'house'] as const,
  ['on-house', 'house-strong'] as const,
  ['on-danger', 'danger'] as const,
  ['on-danger', 'danger-strong'] as const,
  ['paper', 'ink'] as const,
]

/** [mark, ground]: edges of controls, icons, focus rings; 3 : 1. */
const markPairs = [
  ...['edge', 'house', 'attention', 'danger', 'focus'].flatMap((mark) =>
    grounds.map((ground) => [mark, ground] as const),
  ),
  ['attention', 'attention-soft'] as const,
  ['danger', 'danger-soft'] as const,
  ['house', 'house-soft'] as const,
]

for (const theme of ['light', 'dark'] as const) {
  for (const [set, source, textMin] of [
    ['usual', base, 4.5],
    ['high-contrast', contrast, 7],
  ] as const) {
    describe(`${set} colours, ${theme}`, () => {
      const usual = colours(base, theme)
      const palette = new Map([...usual, ...colours(source, theme)])
      const colour = (name: string) => {
        const value = palette.get(name)
        if (!value) throw new Error(`tokens.css has no colour --${name}`)
        return value
      }

      it.each(textPairs)('%s is readable on %s', (text, ground) => {
        expect(ratio(colour(text), colour(ground))).toBeGreaterThanOrEqual(textMin)
      })

      it.each(markPairs)('%s stands out from %s', (mark, ground) => {
        expect(ratio(colour(mark), colour(ground))).toBeGreaterThanOrEqual(3)
      })
    })
  }
}

describe('high contrast', () => {
  it('replaces every colour of the usual set', () => {
    expect([...colours(contrast, 'light').keys()].sort()).toEqual([...colours(base, 'light').keys()].sort())
  })
})
