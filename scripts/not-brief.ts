/**
 * Trials that `pnpm test`, which has eight minutes of two cores, leaves to `pnpm test:<part>`: those that take long
 * for what they add there, or that measure how fast something recovers, which on a busy machine says nothing.
 */
export const NOT_BRIEF = [
  'tests/conformance/axe.test.ts',
  'tests/conformance/lighthouse.test.ts',
  'tests/conformance/trusted-types.test.ts',
  'tests/faults/full.test.ts',
  'tests/faults/kills.test.ts',
  'tests/faults/phone-kills.test.ts',
  'tests/faults/phone-sending.test.ts',
  'tests/faults/phone-storage.test.ts',
  'tests/faults/reconnect.test.ts',
  'tests/faults/silent-database.test.ts',
  'tests/flows/map.test.ts',
  'tests/flows/sessions.test.ts',
  'tests/security/passwords.test.ts',
  'tests/security/uploads.test.ts',
]
