import { betterAuth } from 'better-auth'
import { APIError, createAuthMiddleware } from 'better-auth/api'
import type { App } from '../platform/app.ts'
import { CodedError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { createSealer } from '../platform/sealing.ts'
import { hash, verify } from './password.ts'
import { blindAddress } from './sealed-address.ts'

/** The part of better-auth that the rest of the server uses. */
export interface Auth {
  /** Answers everything below `/api/auth`. */
  handler(request: Request): Promise<Response>
  /** Name of the cookie that carries the session's token. */
  sessionCookie(): Promise<string>
}

/** How long a session lives; the app has it renewed while it is used. */
const SESSION_SECONDS = 60 * 86_400

/** Asked for sooner than this after the last time, a renewal changes nothing. */
const RENEWAL_SECONDS = 86_400

/**
 * Accounts and sessions, by better-auth on the same PostgreSQL. Nobody signs up here: accounts are made by
 * `createAccount`. The stored e-mail is a blind index; the address itself is sealed beside it.
 */
export function createAuth(app: App): Auth {
  const { config, secrets, acrossTowns, log } = app
  const sealer = createSealer(secrets.sealing)
  const secure = config.publicUrl.startsWith('https:')
  const auth = betterAuth({
    database: { db: acrossTowns.em.fork().getKysely(), type: 'postgres' },
    secret: secrets.session,
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      password: { hash: (it) => spoken(hash(it)), verify: (it) => spoken(verify(it)) },
    },
    session: { expiresIn: SESSION_SECONDS, updateAge: RENEWAL_SECONDS },
    user: {
      additionalFields: { emailSealed: { type: 'string', required: false, input: false, returned: false } },
    },
    advanced: {
      // Over HTTPS the name itself makes browsers refuse the cookie from anybody but this very host (RFC 6265bis).
      cookiePrefix: secure ? '__Host-vigie' : 'vigie',
      useSecureCookies: false,
      defaultCookieAttributes: { secure, sameSite: 'lax', httpOnly: true },
      database: { generateId: () => newId() },
      ipAddress: { disableIpTracking: true },
    },
    hooks: {
      before: createAuthMiddleware(async (context) => {
        if (context.path !== '/sign-in/email' || typeof context.body?.email !== 'string') return
        // Once the demo is over, its accounts, whose password was on display, are nobody's.
        const over = !config.demo && context.body.email.trim().endsWith('@demo.invalid')
        const email = blindAddress(sealer, over ? '' : context.body.email)
        return { context: { ...context, body: { ...context.body, email } } }
      }),
      // Whatever session this browser came with ends: one that somebody planted, or the person's before.
      after: createAuthMiddleware(async (context) => {
        const { authCookies, internalAdapter, newSession, secret } = context.context
        if (context.path !== '/sign-in/email' || !newSession) return
        const former = await context.getSignedCookie(authCookies.sessionToken.name, secret)
        if (former && former !== newSession.session.token) await internalAdapter.deleteSession(former)
      }),
    },
    // A session needs no address and no make of browser.
    databaseHooks: { session: { create: { before: async () => ({ data: { userAgent: null } }) } } },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: 'warn',
      log: (level, message) => (level === 'error' ? log.error(message) : log.debug(message)),
    },
  })
  return {
    handler: auth.handler,
    sessionCookie: async () => (await auth.$context).authCookies.sessionToken.name,
  }
}

/** Says our refusal in better-auth's way: it takes any other error for a fault. */
async function spoken<T>(hashing: Promise<T>): Promise<T> {
  try {
    return await hashing
  } catch (error) {
    if (!(error instanceof CodedError)) throw error
    throw new APIError('SERVICE_UNAVAILABLE', { message: error.message, ...error.extensions })
  }
}
