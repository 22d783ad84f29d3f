import { describe, expect, it } from 'vitest'
import { isDark } from './dusk.ts'

/** Civil dusk and dawn in Paris, UTC, from an almanac, ± 6 minutes. */
describe('dark in Paris', () => {
  const paris = (time: string) => isDark(new Date(time), 48.8566, 2.3522)

  it.each([
    ['midsummer dusk', '2026-06-21T20:32:00Z', '2026-06-21T20:44:00Z'],
    ['midwinter dusk', '2026-12-21T16:25:00Z', '2026-12-21T16:37:00Z'],
    ['equinox dusk', '2026-03-20T18:28:00Z', '2026-03-20T18:40:00Z'],
  ])('begins at %s', (_, light, dark) => {
    expect([paris(light), paris(dark)]).toEqual([false, true])
  })

  it('ends at dawn', () => {
    expect([paris('2026-12-21T06:58:00Z'), paris('2026-12-21T07:15:00Z')]).toEqual([true, false])
  })
})
