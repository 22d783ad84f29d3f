import { announceChange } from '../changes.ts'
import type { OutboxEntry } from '../outbox-entry.ts'
import { backoff, waitLeft } from './backoff.ts'
import type { DrainOutcome, Work } from './lane.ts'
import { headOfLine, inLine, inSenderTransaction, updateEntry } from './line.ts'
import type { SenderPorts } from './ports.ts'
import { postRequest } from './post-request.ts'
import { pause, readSession, unpause } from './session.ts'
import type { Verdict } from './verdict.ts'

/**
 * Sends the texts of the signed-in person strictly in the order in which they were saved.
 * A permanent refusal moves on to the next; anything temporary stops the line, so that order is kept.
 * To be run under the texts' lock only: whatever it finds in `sending` was left by a sender that died.
 */
export const sendTexts: Work = async (now, ports) => {
  const head = await recover()
  if (!head) return { kind: 'drained' }
  const wait = now ? null : waiting(head, ports)
  if (wait) return wait

  const session = await readSession(head.owner, ports)
  // Nothing has left: an attempt without a network leaves the report free to be edited.
  if (session.kind === 'later') {
    return postpone({ ...head, attempts: head.attempts + 1 }, session, ports)
  }
  if (session.kind === 'paused') return pause(session.fault)
  await unpause()

  for (;;) {
    const next = await takeNext(head.owner, now, ports)
    if (!next) return { kind: 'drained' }
    if (next.kind === 'waiting') return next
    const stop = await record(next.before, await postRequest(next.before, ports), ports)
    if (stop) return stop
  }
}

/** Puts back what a dead sender left behind, and gives the head of the line. It stays `mayHaveArrived`. */
function recover(): Promise<OutboxEntry | undefined> {
  return inSenderTransaction(async (tx) => {
    const owner = await tx.objectStore('meta').get('owner')
    if (typeof owner !== 'string') return undefined
    const line = await inLine(tx, owner, 'text')
    for (const entry of line) {
      if (entry.state !== 'sending') continue
      await tx.objectStore('entries').put({ ...entry, state: 'pending', nextAttemptAt: 0 })
    }
    return line[0]?.state === 'sending' ? { ...line[0], state: 'pending', nextAttemptAt: 0 } : line[0]
  })
}

/** Takes the head of the line and gives it as it was before; nothing when its person has signed out meanwhile. */
async function takeNext(owner: string, now: boolean, ports: SenderPorts) {
  const taken = await inSenderTransaction(async (tx) => {
    if ((await tx.objectStore('meta').get('owner')) !== owner) return null
    const before = await headOfLine(tx, owner, 'text')
    if (!before) return null
    const wait = now ? null : waiting(before, ports)
    if (wait) return wait
    // On disk before it leaves: a phone that dies now must know afterwards that it may have left.
    await tx.objectStore('entries').put({ ...before, state: 'sending', mayHaveArrived: true })
    return { kind: 'taken' as const, before }
  })
  announceChange()
  return taken
}

/** Writes down what became of an attempt; gives the outcome that stops the line, or null to go on. */
async function record(
  before: OutboxEntry,
  verdict: Verdict,
  ports: SenderPorts,
): Promise<DrainOutcome | null> {
  switch (verdict.kind) {
    case 'accepted':
      await updateEntry(before.id, (it) => ({
        ...it,
        state: 'pending',
        attempts: 0,
        nextAttemptAt: 0,
        lastError: null,
        acknowledgement: verdict.acknowledgement,
      }))
      announceChange()
      return null
    case 'refused':
      await updateEntry(before.id, (it) => ({
        ...it,
        state: 'refused',
        queue: 'over',
        lastError: verdict.fault,
        mayHaveArrived: false,
      }))
      announceChange()
      return null
    case 'later':
      return postpone(
        {
          ...before,
          attempts: before.attempts + 1,
          // What the server certainly did not take adds no doubt; an earlier attempt's doubt stays.
          mayHaveArrived: before.mayHaveArrived || !verdict.untouched,
        },
        verdict,
        ports,
      )
    case 'paused':
      await updateEntry(before.id, () => ({ ...before, state: 'pending', lastError: verdict.fault }))
      return pause(verdict.fault)
  }
}

async function postpone(
  entry: OutboxEntry,
  verdict: Extract<Verdict, { kind: 'later' }>,
  ports: SenderPorts,
): Promise<DrainOutcome> {
  const retryInMs = backoff(entry.attempts, ports.random, verdict.retryAfterMs)
  await updateEntry(entry.id, () => ({
    ...entry,
    state: 'pending',
    nextAttemptAt: ports.now() + retryInMs,
    lastError: verdict.fault,
  }))
  announceChange()
  return { kind: 'waiting', code: verdict.fault.code, retryInMs }
}

function waiting(head: OutboxEntry, ports: SenderPorts): Extract<DrainOutcome, { kind: 'waiting' }> | null {
  const retryInMs = waitLeft(head.nextAttemptAt, ports.now())
  return retryInMs > 0 ? { kind: 'waiting', code: head.lastError?.code ?? '', retryInMs } : null
}
