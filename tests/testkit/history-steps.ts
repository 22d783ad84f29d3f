import fc from 'fast-check'
import type { Lie } from './model-phone.ts'

export const PEOPLE = ['amina', 'bernard', 'chloe'] as const

const phone = fc.nat({ max: 1 })
const tab = fc.nat({ max: 1 })
const person = fc.constantFrom(...PEOPLE)

/** One thing that happens to a phone, or that its owner does. */
export const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('save' as const), phone, tab }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('drain' as const), phone, tab }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('edit' as const), phone, tab, which: fc.nat({ max: 3 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), phone, milliseconds: fc.nat({ max: 8 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reload' as const), phone, tab }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('network' as const), phone, online: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('lie' as const),
      phone,
      lie: fc.constantFrom<Lie>('lose the request', 'lose the answer', 'a captive portal'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('clock' as const), phone, hours: fc.constantFrom(-24, 0, 24) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('session' as const),
      phone,
      person: fc.option(person),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sign in' as const), phone, person }) },
)
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never
