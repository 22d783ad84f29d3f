import { type ReadTransaction, read } from './database.ts'
import { isUnsent, type OutboxEntry } from './outbox-entry.ts'

/** What the Outbox screen and the badge show for the signed-in person. */
export interface OutboxView {
  /** Null when nobody is signed in on this phone. */
  owner: string | null
  /** Newest first. */
  entries: OutboxEntry[]
  /** Why nothing is being sent: `UNAUTHENTICATED`, `CONTRACT_TOO_OLD`, or null. */
  pause: string | null
}

/** Reads the signed-in person's outbox. */
export function readOutbox(): Promise<OutboxView> {
  return read(['entries', 'meta'], async (tx) => {
    const [owner, pause] = await Promise.all([
      tx.objectStore('meta').get('owner'),
      tx.objectStore('meta').get('pause'),
    ])
    if (typeof owner !== 'string') return { owner: null, entries: [], pause: null }
    const entries = await entriesOf(tx, owner)
    return { owner, entries: entries.reverse(), pause: typeof pause === 'string' ? pause : null }
  })
}

/** What of `owner` the server has not answered for, oldest first. */
export function unsentFor(owner: string): Promise<OutboxEntry[]> {
  return read(['entries', 'meta'], async (tx) => (await entriesOf(tx, owner)).filter(isUnsent))
}

/** How many entries wait on this phone, whoever wrote them: for the sign-in screen, which shows no content. */
export function unsentOnThisPhone(): Promise<number> {
  return read(['entries'], async (tx) => (await tx.objectStore('entries').getAll()).filter(isUnsent).length)
}

/** The bytes of one photo, for a thumbnail or for its upload; null when the browser lost them. */
export function readPhoto(id: string): Promise<Blob | null> {
  return read(['blobs'], async (tx) => (await tx.objectStore('blobs').get(id))?.blob ?? null)
}

async function entriesOf(tx: ReadTransaction<['entries', 'meta']>, owner: string): Promise<OutboxEntry[]> {
  const entries = await tx
    .objectStore('entries')
    .index('line')
    .getAll(IDBKeyRange.bound([owner], [owner, []]))
  return entries.sort((a, b) => a.sequence - b.sequence)
}
