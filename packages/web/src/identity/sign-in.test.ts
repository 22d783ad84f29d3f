import { afterEach, describe, expect, it, vi } from 'vitest'
import { returnPath, signIn } from './sign-in.ts'

afterEach(() => void vi.unstubAllGlobals())

const answering = (status: number, body: unknown, headers: HeadersInit = {}) =>
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(body), { status, headers }))

describe('signing in', () => {
  it('works, and otherwise says what to do about it', async () => {
    answering(200, { user: { id: 'p1' } })
    expect(await signIn('a@b.fr', 'secret')).toBeNull()
    answering(401, { code: 'INVALID_EMAIL_OR_PASSWORD' })
    expect(await signIn('a@b.fr', 'wrong')).toBe('WRONG')
    answering(429, {})
    expect(await signIn('a@b.fr', 'wrong')).toBe('TOO_OFTEN')
    answering(503, {}, { 'retry-after': '5' })
    expect(await signIn('a@b.fr', 'secret')).toBe('BUSY')
    answering(503, {})
    expect(await signIn('a@b.fr', 'secret')).toBe('FAULT')
  })

  it('does not take a captive portal’s page for a welcome', async () => {
    vi.stubGlobal('fetch', async () => new Response('<html>', { status: 200 }))
    expect(await signIn('a@b.fr', 'secret')).toBe('OFFLINE')
  })

  it('says that there is no network', async () => {
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('failed to fetch')))
    expect(await signIn('a@b.fr', 'secret')).toBe('OFFLINE')
  })
})

describe('where to go afterwards', () => {
  it('leads back where one was', () => {
    expect(returnPath('?retour=%2Fenvois')).toBe('/envois')
    expect(returnPath('')).toBe('/')
  })

  it('never leads to another site, nor round in a circle', () => {
    for (const path of ['//evil.example', '/\\evil.example', 'https://evil.example', '/connexion?retour=/']) {
      expect(returnPath(`?retour=${encodeURIComponent(path)}`)).toBe('/')
    }
  })
})
