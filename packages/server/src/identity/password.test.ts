import { expect, test } from 'vitest'
import { hash, verify } from './password.ts'

test('a password is verified by its argon2id hash and by no other', async () => {
  const stored = await hash('correct horse')
  expect(stored).toMatch(/^argon2id\$/)
  expect(await verify({ hash: stored, password: 'correct horse' })).toBe(true)
  expect(await verify({ hash: stored, password: 'correct horsf' })).toBe(false)
  expect(await hash('correct horse')).not.toBe(stored)
})

test('the same letters typed on another keyboard are the same password', async () => {
  const stored = await hash('été 2026')
  expect(await verify({ hash: stored, password: 'e\u0301te\u0301 2026' })).toBe(true)
})

test('a stored value of another kind verifies nothing', async () => {
  expect(await verify({ hash: 'scrypt$aa$bb', password: 'x' })).toBe(false)
  expect(await verify({ hash: '', password: '' })).toBe(false)
})
