import { expect, test } from 'vitest'
import { createSealer } from './sealing.ts'

const sealer = createSealer('a secret of this installation')

test('what is sealed opens again, and looks different each time', () => {
  const first = sealer.seal('amina@example.fr')
  expect(sealer.open(first)).toBe('amina@example.fr')
  expect(sealer.seal('amina@example.fr')).not.toBe(first)
  expect(first).not.toContain('amina')
})

test('a changed byte or another secret does not open it', () => {
  const sealed = Buffer.from(sealer.seal('amina@example.fr'), 'base64url')
  const last = sealed.length - 1
  sealed.writeUInt8(sealed.readUInt8(last) ^ 1, last)
  expect(() => sealer.open(sealed.toString('base64url'))).toThrow()
  expect(() => createSealer('another').open(sealer.seal('x'))).toThrow()
})

test('the blind index finds the same text again and says nothing of it', () => {
  expect(sealer.blindIndex('a@b.fr')).toBe(sealer.blindIndex('a@b.fr'))
  expect(sealer.blindIndex('a@b.fr')).not.toBe(sealer.blindIndex('a@b.fe'))
  expect(createSealer('another').blindIndex('a@b.fr')).not.toBe(sealer.blindIndex('a@b.fr'))
})
