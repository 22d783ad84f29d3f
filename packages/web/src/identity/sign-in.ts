import * as v from 'valibot'

/** Why somebody could not sign in. */
export type SignInProblem = 'WRONG' | 'OFFLINE' | 'TOO_OFTEN' | 'BUSY' | 'FAULT'

const Answer = v.object({ user: v.object({ id: v.string() }) })

/** Signs in by e-mail and password; the session comes as an HttpOnly cookie. Null when it worked. */
export async function signIn(email: string, password: string): Promise<SignInProblem | null> {
  try {
    const response = await fetch('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password, rememberMe: true }),
      credentials: 'same-origin',
      signal: AbortSignal.timeout(20_000),
    })
    if (response.ok) return v.is(Answer, await response.json()) ? null : 'FAULT'
    if (response.status === 429) return 'TOO_OFTEN'
    // Only a crowd at the door says when to come back; a server that is away does not know.
    if (response.status === 503 && response.headers.has('retry-after')) return 'BUSY'
    return response.status < 500 ? 'WRONG' : 'FAULT'
  } catch {
    return 'OFFLINE'
  }
}

/** Where to go after signing in: back where one was, but never to another site. */
export function returnPath(search: string): string {
  const path = new URLSearchParams(search).get('retour') ?? '/'
  return /^\/(?![/\\])/.test(path) && !path.startsWith('/connexion') ? path : '/'
}
