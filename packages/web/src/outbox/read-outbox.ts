import { read } from './database.ts'
import { isUnsent, type OutboxEntry } from './outbox-entry.ts'

/** What the Outbox screen and the badge show for the signed-in person. */
export interface OutboxView {
  /** Null when nobody is signed in on this phone. */
  owner: string | null
  /** Newest first. */
  entries: OutboxEntry[]
  /** Why nothing is being sent: `UNAUTHENTICATED`, `CONTRACT_TOO_OLD`, or null. */
  pause: string | null
  /** How many entries of other people wait on this phone; what they are is nobody else's business. */
  others: number
}

/** Reads the signed-in person's outbox. */
export function readOutbox(): Promise<OutboxView> {
  return read(['entries', 'meta'], async (tx) => {
    const [owner, pause, everyones] = await Promise.all([
      tx.objectStore('meta').get('owner'),
      tx.objectStore('meta').get('pause'),
      tx.objectStore('entries').getAll(),
    ])
    const unsent = everyones.filter(isUnsent)
    if (typeof owner !== 'string') return { owner: null, entries: [], pause: null, others: unsent.length }
    return {
      owner,
      entries: everyones.filter((it) => it.owner === owner).sort((a, b) => b.sequence - a.sequence),
      pause: typeof pause === 'string' ? pause : null,
      others: unsent.filter((it) => it.owner !== owner).length,
    }
  })
}

/** What of `owner` the server has not answered for, oldest first. */
export function unsentFor(owner: string): Promise<OutboxEntry[]> {
  return read(['entries'], async (tx) => {
    const everyones = await tx.store.getAll()
    return everyones
      .filter((it) => it.owner === owner && isUnsent(it))
      .sort((a, b) => a.sequence - b.sequence)
  })
}

/** What of the signed-in person waits to leave, oldest first. */
export async function kindsWaiting(): Promise<OutboxEntry['request']['kind'][]> {
  const { entries } = await readOutbox()
  const waiting = entries.filter((entry) => isUnsent(entry) && entry.state !== 'refused')
  return waiting.map((entry) => entry.request.kind).reverse()
}

/** How many entries wait on this phone, whoever wrote them: for the sign-in screen, which shows no content. */
export function unsentOnThisPhone(): Promise<number> {
  return read(['entries'], async (tx) => (await tx.store.getAll()).filter(isUnsent).length)
}

/** The bytes of one photo, for a thumbnail or for its upload; null when the browser lost them. */
export function readPhoto(id: string): Promise<Blob | null> {
  return read(['blobs'], async (tx) => (await tx.objectStore('blobs').get(id))?.blob ?? null)
}
