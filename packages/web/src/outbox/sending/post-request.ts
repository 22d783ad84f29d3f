import { OUTBOX_CONTRACT_VERSION, OutboxRequest } from '@vigie/schema'
import * as v from 'valibot'
import { LOCAL_FAULTS, type OutboxEntry } from '../outbox-entry.ts'
import { DOCUMENTS, WHO_IS_SIGNED_IN } from './documents.ts'
import type { SenderPorts } from './ports.ts'
import { type Answer, noAnswer, readAnswer, type Verdict } from './verdict.ts'

export const GRAPHQL_PATH = '/graphql'

const Refusal = v.object({
  code: v.string(),
  message: v.string(),
  permanent: v.boolean(),
  field: v.nullish(v.string()),
})
const Reported = v.object({
  repeated: v.boolean(),
  alert: v.object({ id: v.string(), reportedAt: v.string() }),
})
const Commented = v.object({
  repeated: v.boolean(),
  comment: v.object({ id: v.string(), createdAt: v.string() }),
})
const Handled = v.object({
  repeated: v.boolean(),
  step: v.object({ id: v.string(), at: v.string() }),
})

/** Sends one entry's text and reads what became of it. Never throws: whatever happens is a verdict. */
export async function postRequest(entry: OutboxEntry, ports: SenderPorts): Promise<Verdict> {
  if (entry.contractVersion > OUTBOX_CONTRACT_VERSION) {
    const message = `saved under contract ${entry.contractVersion}`
    return { kind: 'paused', fault: { code: 'CONTRACT_TOO_OLD', message } }
  }
  const request = v.safeParse(OutboxRequest, entry.request)
  if (!request.success) return refusedHere(request.issues[0])
  const { kind, input } = request.output
  const answer = await post({ query: DOCUMENTS[kind], variables: { input } }, ports, entry.owner)
  if (answer.kind !== 'data') return answer
  return readResult(request.output, answer.data[kind])
}

/**
 * Asks whose session this is. Gives the person's id, or a verdict: an answer that nobody is signed in is a pause.
 * It costs one small round trip per drain, and it keeps an attempt without a network from leaving any doubt.
 */
export async function whoIsSignedIn(
  ports: SenderPorts,
): Promise<{ kind: 'viewer'; id: string } | Exclude<Verdict, { kind: 'accepted' }>> {
  const answer = await post({ query: WHO_IS_SIGNED_IN }, ports, null)
  if (answer.kind !== 'data') return answer
  const data = v.safeParse(v.object({ viewer: v.nullable(v.object({ id: v.string() })) }), answer.data)
  if (!data.success) return unreadable('no viewer in the answer')
  if (data.output.viewer) return { kind: 'viewer', id: data.output.viewer.id }
  return { kind: 'paused', fault: { code: 'UNAUTHENTICATED', message: 'nobody is signed in' } }
}

async function post(
  body: { query: string; variables?: { input: OutboxRequest['input'] } },
  ports: SenderPorts,
  owner: string | null,
): Promise<Answer> {
  try {
    const response = await ports.fetch(`${ports.origin}${GRAPHQL_PATH}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json;q=0.9',
        'x-vigie-contract': String(OUTBOX_CONTRACT_VERSION),
        // Lets the server refuse a session that changed hands after we asked.
        ...(owner ? { 'x-vigie-person': owner } : {}),
      },
      body: JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
      // A captive portal redirects; that is no answer of ours.
      redirect: 'error',
      signal: AbortSignal.timeout(ports.textTimeoutMs),
    })
    return await readAnswer(response)
  } catch (error) {
    return noAnswer(error)
  }
}

function readResult({ kind, input }: OutboxRequest, result: unknown): Verdict {
  const refusal = v.safeParse(Refusal, result)
  if (refusal.success) {
    const { code, message, permanent, field } = refusal.output
    const fault = { code, message, ...(field ? { field } : {}) }
    return permanent ? { kind: 'refused', fault } : { kind: 'later', fault, untouched: true }
  }
  if (kind === 'reportAlert') {
    const reported = v.safeParse(Reported, result)
    // An answer about another report would be a false acknowledgement, whoever mixed them up.
    if (!reported.success || reported.output.alert.id !== input.id) return unreadable(kind)
    return accepted(reported.output.alert.reportedAt, reported.output.repeated)
  }
  if (kind === 'commentAlert') {
    const commented = v.safeParse(Commented, result)
    if (!commented.success || commented.output.comment.id !== input.id) return unreadable(kind)
    return accepted(commented.output.comment.createdAt, commented.output.repeated)
  }
  const handled = v.safeParse(Handled, result)
  if (!handled.success || handled.output.step.id !== input.id) return unreadable(kind)
  return accepted(handled.output.step.at, handled.output.repeated)
}

const accepted = (receivedAt: string | null, repeated: boolean): Verdict => ({
  kind: 'accepted',
  acknowledgement: { receivedAt, repeated },
})

const unreadable = (what: string): Extract<Verdict, { kind: 'later' }> => ({
  kind: 'later',
  fault: { code: LOCAL_FAULTS.UNREADABLE_ANSWER, message: what },
  untouched: false,
})

/** What an older app saved and this one would be refused for: its author sees it and edits it. */
function refusedHere(issue: v.BaseIssue<unknown>): Verdict {
  const field = v.getDotPath(issue)?.split('.').at(-1)
  return {
    kind: 'refused',
    fault: { code: 'INVALID_INPUT', message: issue.message, ...(field ? { field } : {}) },
  }
}
