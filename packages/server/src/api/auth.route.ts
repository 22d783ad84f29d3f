import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as v from 'valibot'
import type { Auth } from '../identity/auth.ts'
import { limitRate } from '../identity/limit-rate.ts'
import { blindAddress } from '../identity/sealed-address.ts'
import type { App } from '../platform/app.ts'
import { CodedError } from '../platform/errors.ts'
import { createSealer } from '../platform/sealing.ts'
import type { NetworkOf } from './network.ts'
import { isOwnOrigin } from './origin.ts'

/** The request's headers as the web platform knows them. */
export function webHeaders(headers: FastifyRequest['headers']): Headers {
  const web = new Headers()
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) web.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  return web
}

const SignIn = v.object({
  email: v.pipe(v.string(), v.maxLength(320)),
  password: v.pipe(v.string(), v.maxLength(200)),
  rememberMe: v.optional(v.boolean()),
})

/** What better-auth says; the session's token in it is for the cookie alone. */
const Answer = v.object({
  user: v.optional(v.object({ id: v.string() })),
  code: v.optional(v.string()),
  message: v.optional(v.string()),
  retryAfter: v.optional(v.number()),
})

/** Signing in, out, and staying signed in, by better-auth. Of its many ways in these three are open. */
export function registerAuth(server: FastifyInstance, app: App, auth: Auth, networkOf: NetworkOf): void {
  const sealer = createSealer(app.secrets.sealing)
  const { publicUrl, publicUrlGiven } = app.config

  const handOver = async (
    path: string,
    body: object | null,
    request: FastifyRequest,
    reply: FastifyReply,
  ) => {
    const headers = webHeaders(request.headers)
    headers.delete('content-length')
    headers.set('content-type', 'application/json')
    // The origin was checked before; better-auth knows just one, and would have even an app name it.
    headers.set('origin', new URL(publicUrl).origin)
    const asked = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers }
    const answer = await auth.handler(new Request(new URL(path, publicUrl), asked))
    const cookies = answer.headers.getSetCookie()
    if (cookies.length > 0) reply.header('set-cookie', cookies)
    const text = await answer.text()
    const said = v.parse(Answer, text.startsWith('{') ? JSON.parse(text) : {})
    if (said.retryAfter) reply.header('retry-after', said.retryAfter)
    return reply.code(answer.status).header('cache-control', 'no-store').send(said)
  }

  server.register(async (scope) => {
    scope.addHook('onRequest', async (request) => {
      if (isOwnOrigin(request.headers, publicUrl, publicUrlGiven)) return
      throw new CodedError('FORBIDDEN', 'Cette demande vient d’un autre site.')
    })
    scope.post('/api/auth/sign-in/email', { bodyLimit: 4_096 }, async (request, reply) => {
      const form = v.safeParse(SignIn, request.body)
      if (!form.success) {
        throw new CodedError('BAD_REQUEST', 'Indiquez votre adresse et votre mot de passe.')
      }
      const account = sealer.blindIndex(`sign-in ${blindAddress(sealer, form.output.email)}`)
      await limitRate(app, 'signIn', account, networkOf(request.raw))
      return handOver('/api/auth/sign-in/email', form.output, request, reply)
    })
    scope.post('/api/auth/sign-out', { bodyLimit: 4_096 }, async (request, reply) =>
      handOver('/api/auth/sign-out', {}, request, reply),
    )
    // Whether there is a session; a day after the last time, asking prolongs it and its cookie.
    scope.post('/api/auth/get-session', { bodyLimit: 4_096 }, async (request, reply) =>
      handOver('/api/auth/get-session', null, request, reply),
    )
  })
}
