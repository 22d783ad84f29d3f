import { type WriteTransaction, write } from '../database.ts'
import { type EntryQueue, type OutboxEntry, photosLeft } from '../outbox-entry.ts'

/** Finished entries that stay visible, so that the third state is seen. */
export const DONE_KEPT = 20

/** The entries of `owner` in one queue, in the order in which they were saved. */
export async function inLine(
  tx: WriteTransaction<['entries', 'blobs', 'meta']>,
  owner: string,
  queue: EntryQueue,
): Promise<OutboxEntry[]> {
  const range = IDBKeyRange.bound([owner, queue], [owner, queue, []])
  return tx.objectStore('entries').index('line').getAll(range)
}

/** Runs `body` in the senders' transaction and waits until the disk has it. */
export function inSenderTransaction<T>(
  body: (tx: WriteTransaction<['entries', 'blobs', 'meta']>) => Promise<T>,
  durability: 'strict' | 'relaxed' = 'strict',
): Promise<T> {
  return write(['entries', 'blobs', 'meta'], durability, body)
}

/**
 * Changes one entry, if it is still there: its author may have deleted it while its request was on the way.
 * An entry that has nothing left to send becomes `done`, gives up its photos' bytes, and old done ones go.
 */
export function updateEntry(
  id: string,
  change: (entry: OutboxEntry) => OutboxEntry,
  durability: 'strict' | 'relaxed' = 'strict',
): Promise<OutboxEntry | null> {
  return inSenderTransaction(async (tx) => {
    const before = await tx.objectStore('entries').get(id)
    if (!before) return null
    const after = settle(change(before))
    await tx.objectStore('entries').put(after)
    for (const photo of after.photos) {
      if (photo.state === 'done') await tx.objectStore('blobs').delete(photo.id)
    }
    if (after.state === 'done' && before.state !== 'done') await forgetOldest(tx, after.owner)
    return after
  }, durability)
}

/** An acknowledged entry is done when no photo is left, and belongs to the photos' queue until then. */
function settle(entry: OutboxEntry): OutboxEntry {
  if (!entry.acknowledgement || entry.state === 'refused') return entry
  if (photosLeft(entry).length > 0) return { ...entry, queue: 'photos' }
  return { ...entry, queue: 'over', state: 'done', attempts: 0, nextAttemptAt: 0 }
}

async function forgetOldest(
  tx: WriteTransaction<['entries', 'blobs', 'meta']>,
  owner: string,
): Promise<void> {
  const over = await inLine(tx, owner, 'over')
  const done = over.filter((entry) => entry.state === 'done')
  for (const entry of done.slice(0, Math.max(0, done.length - DONE_KEPT))) {
    await tx.objectStore('entries').delete(entry.id)
    for (const photo of entry.photos) await tx.objectStore('blobs').delete(photo.id)
  }
}
