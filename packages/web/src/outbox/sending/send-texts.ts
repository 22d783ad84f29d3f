import { announceChange } from '../changes.ts'
import type { OutboxEntry } from '../outbox-entry.ts'
import { backoff } from './backoff.ts'
import type { DrainOutcome, Work } from './lane.ts'
import { inLine, inSenderTransaction, updateEntry } from './line.ts'
import { isSteppedAround, type Next, nextInLine } from './next-in-line.ts'
import type { SenderPorts } from './ports.ts'
import { postRequest } from './post-request.ts'
import { pause, readSession, unpause } from './session.ts'
import type { Verdict } from './verdict.ts'

/**
 * Sends the texts of the signed-in person in the order in which they were saved.
 * A permanent refusal moves on to the next; anything temporary stops the line, so that order is kept. Only one that
 * breaks the server again and again is stepped around: see `nextInLine`.
 * To be run under the texts' lock only: whatever it finds in `sending` was left by a sender that died.
 */
export const sendTexts: Work = async (now, ports) => {
  const tried = new Set<string>()
  const first = nextInLine(await recover(), now, tried, ports)
  if (first.kind !== 'entry') return first
  const { owner, attempts } = first.entry

  const session = await readSession(owner, ports)
  // Nothing has left: an attempt without a network leaves the report free to be edited.
  if (session.kind === 'later') return postpone({ ...first.entry, attempts: attempts + 1 }, session, ports)
  if (session.kind === 'paused') return pause(session.fault)
  await unpause()

  for (;;) {
    const next = await takeNext(owner, now, tried, ports)
    if (next.kind !== 'entry') return next
    tried.add(next.entry.id)
    const stop = await record(next.entry, await postRequest(next.entry, ports), ports)
    if (stop) return stop
  }
}

/** Puts back what a dead sender left behind, and gives the line. It stays `mayHaveArrived`. */
function recover(): Promise<OutboxEntry[]> {
  return inSenderTransaction(async (tx) => {
    const owner = await tx.objectStore('meta').get('owner')
    if (typeof owner !== 'string') return []
    const line = await inLine(tx, owner, 'text')
    const rested = line.map((entry) =>
      entry.state === 'sending' ? { ...entry, state: 'pending' as const, nextAttemptAt: 0 } : entry,
    )
    for (const [index, entry] of rested.entries()) {
      if (entry !== line[index]) await tx.objectStore('entries').put(entry)
    }
    return rested
  })
}

/** Takes what leaves next and gives it as it was before; nothing when its person has signed out meanwhile. */
async function takeNext(
  owner: string,
  now: boolean,
  tried: ReadonlySet<string>,
  ports: SenderPorts,
): Promise<Next> {
  const taken = await inSenderTransaction(async (tx): Promise<Next> => {
    if ((await tx.objectStore('meta').get('owner')) !== owner) return { kind: 'drained' }
    const next = nextInLine(await inLine(tx, owner, 'text'), now, tried, ports)
    if (next.kind !== 'entry') return next
    // On disk before it leaves: a phone that dies now must know afterwards that it may have left.
    await tx.objectStore('entries').put({ ...next.entry, state: 'sending', mayHaveArrived: true })
    return next
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
    case 'later': {
      const broken = verdict.fault.code === 'INTERNAL'
      const after: OutboxEntry = {
        ...before,
        attempts: before.attempts + 1,
        ...(broken ? { faults: (before.faults ?? 0) + 1 } : {}),
        // What the server certainly did not take adds no doubt; an earlier attempt's doubt stays.
        mayHaveArrived: before.mayHaveArrived || !verdict.untouched,
      }
      const waits = await postpone(after, verdict, ports)
      // Another fault is the network's or the whole server's, and holds up whatever would leave next.
      return broken && isSteppedAround(after) ? null : waits
    }
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
