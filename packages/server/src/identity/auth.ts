import { betterAuth } from 'better-auth'
import { createAuthMiddleware } from 'better-auth/api'
import type { App } from '../platform/app.ts'
import { newId } from '../platform/ids.ts'
import { createSealer } from '../platform/sealing.ts'
import { hash, verify } from './password.ts'
import { blindAddress } from './sealed-address.ts'

/** The part of better-auth that the rest of the server uses. */
export interface Auth {
  /** Answers everything below `/api/auth`. */
  handler(request: Request): Promise<Response>
  api: {
    getSession(from: {
      headers: Headers
    }): Promise<{ session: { id: string; expiresAt: Date }; user: { id: string } } | null>
  }
}

/** Days that a session lives; it is renewed while it is used. */
const SESSION_DAYS = 60

/**
 * Accounts and sessions, by better-auth on the same PostgreSQL. Nobody signs up here: accounts are made by
 * `createAccount`. The stored e-mail is a blind index; the address itself is sealed beside it.
 */
export function createAuth(app: App): Auth {
  const { config, secrets, orm, log } = app
  const sealer = createSealer(secrets.sealing)
  return betterAuth({
    database: { db: orm.em.fork().getKysely(), type: 'postgres' },
    secret: secrets.session,
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      password: { hash, verify },
    },
    session: { expiresIn: SESSION_DAYS * 86_400, updateAge: 86_400 },
    user: {
      additionalFields: { emailSealed: { type: 'string', required: false, input: false, returned: false } },
    },
    advanced: {
      cookiePrefix: 'vigie',
      useSecureCookies: config.publicUrl.startsWith('https:'),
      database: { generateId: () => newId() },
      ipAddress: { disableIpTracking: true },
    },
    hooks: {
      before: createAuthMiddleware(async (context) => {
        if (context.path !== '/sign-in/email' || typeof context.body?.email !== 'string') return
        const email = blindAddress(sealer, context.body.email)
        return { context: { ...context, body: { ...context.body, email } } }
      }),
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: 'warn',
      log: (level, message) => (level === 'error' ? log.error(message) : log.debug(message)),
    },
  })
}
