import { announceChange } from '../changes.ts'
import type { Fault } from '../outbox-entry.ts'
import type { DrainOutcome } from './lane.ts'
import { inSenderTransaction } from './line.ts'
import type { SenderPorts } from './ports.ts'
import { whoIsSignedIn } from './post-request.ts'
import type { Verdict } from './verdict.ts'

type Session = { kind: 'theirs' } | Extract<Verdict, { kind: 'later' | 'paused' }>

/** Whether the session that requests would carry is `owner`'s. Another person's is as good as none. */
export async function readSession(owner: string, ports: SenderPorts): Promise<Session> {
  const answer = await whoIsSignedIn(ports)
  switch (answer.kind) {
    case 'viewer':
      if (answer.id === owner) return { kind: 'theirs' }
      return { kind: 'paused', fault: { code: 'UNAUTHENTICATED', message: 'somebody else is signed in' } }
    case 'refused':
      // A question of ours that the server finds wrong says nothing about the reports.
      return { kind: 'later', fault: answer.fault, untouched: true }
    default:
      return answer
  }
}

/** Notes why nothing is sent, for every screen. The next occasion asks again, so nothing can stay stuck. */
export async function pause(fault: Fault): Promise<DrainOutcome> {
  await inSenderTransaction((tx) => tx.objectStore('meta').put(fault.code, 'pause'), 'relaxed')
  announceChange()
  return { kind: 'paused', code: fault.code }
}

/** The session is theirs and the app is young enough: whatever was paused goes on. */
export async function unpause(): Promise<void> {
  await inSenderTransaction((tx) => tx.objectStore('meta').delete('pause'), 'relaxed')
}
