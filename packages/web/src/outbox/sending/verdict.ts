import { ERROR_CODES, type ErrorCode } from '@vigie/schema'
import * as v from 'valibot'
import { type Acknowledgement, type Fault, LOCAL_FAULTS } from '../outbox-entry.ts'

/** What an attempt came to. The code of the answer decides, never its wording. */
export type Verdict =
  | { kind: 'accepted'; acknowledgement: Acknowledgement }
  /** Permanent: acknowledged, shown to its author, and the line moves on. */
  | { kind: 'refused'; fault: Fault }
  /** Temporary: wait and try again. `untouched` says that the server certainly did not take it. */
  | { kind: 'later'; fault: Fault; untouched: boolean; retryAfterMs?: number }
  /** Nobody is signed in, or this app is too old: the whole line waits for its person. */
  | { kind: 'paused'; fault: Fault }

/** An answer of the GraphQL endpoint that carries data, or the verdict that there is none. */
export type Answer = { kind: 'data'; data: Record<string, unknown> } | Exclude<Verdict, { kind: 'accepted' }>

const GraphQLAnswer = v.object({
  data: v.nullish(v.record(v.string(), v.unknown())),
  errors: v.optional(
    v.array(
      v.object({
        message: v.fallback(v.string(), ''),
        extensions: v.fallback(
          v.object({ code: v.fallback(v.string(), ''), retryAfter: v.fallback(v.optional(v.number()), 0) }),
          { code: '', retryAfter: 0 },
        ),
      }),
    ),
  ),
})

/** Reads what the GraphQL endpoint answered; never throws for what an answer may hold. */
export async function readAnswer(response: Response): Promise<Answer> {
  const body = v.safeParse(GraphQLAnswer, await json(response))
  const data = body.success ? body.output.data : null
  // A fault in a side field comes with the data of the rest; what was accepted stays accepted.
  if (data && Object.values(data).some((value) => value !== null)) return { kind: 'data', data }
  const error = body.success ? body.output.errors?.[0] : undefined
  // A query about nobody is data too: `{ viewer: null }`.
  if (data && !error) return { kind: 'data', data }
  const header = Number(response.headers.get('retry-after') ?? 0) || 0
  const retryAfter = Math.max(header, error?.extensions.retryAfter ?? 0)
  return judge(error?.extensions.code || codeOfStatus(response.status), error?.message ?? '', retryAfter)
}

function judge(code: string, message: string, retryAfter: number): Exclude<Verdict, { kind: 'accepted' }> {
  const fault: Fault = { code, message }
  if (code === 'UNAUTHENTICATED' || code === 'CONTRACT_TOO_OLD') return { kind: 'paused', fault }
  // A code that this app does not know is taken as temporary: waiting loses nothing.
  if (isErrorCode(code) && ERROR_CODES[code].permanent) return { kind: 'refused', fault }
  return {
    kind: 'later',
    fault,
    untouched: code === 'RATE_LIMITED' || code === 'CONTRACT_TOO_NEW',
    retryAfterMs: retryAfter * 1000,
  }
}

/** For answers without a code of ours: a proxy, a load balancer, a captive portal. None of them is permanent. */
export function codeOfStatus(status: number): string {
  if (status === 401) return 'UNAUTHENTICATED'
  if (status === 429) return 'RATE_LIMITED'
  if (status >= 500) return 'UNAVAILABLE'
  return LOCAL_FAULTS.UNREADABLE_ANSWER
}

/** The verdict on a request that got no answer: it may have arrived. */
export function noAnswer(error: unknown): Extract<Verdict, { kind: 'later' }> {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return { kind: 'later', fault: { code: LOCAL_FAULTS.NETWORK, message }, untouched: false }
}

function isErrorCode(code: string): code is ErrorCode {
  return code in ERROR_CODES
}

async function json(response: Response): Promise<unknown> {
  try {
    return JSON.parse(await response.text())
  } catch (error) {
    // Cut off in the middle is no answer; a whole page of something else is an unreadable one.
    if (error instanceof SyntaxError) return null
    throw error
  }
}
