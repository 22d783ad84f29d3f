import { announceChange } from './changes.ts'
import { type StoredBlob, write } from './database.ts'
import { neverLeft, type OutboxEntry } from './outbox-entry.ts'
import { OutboxError } from './outbox-error.ts'

/** A deleted entry with its photos: everything that `restoreEntry` needs. */
export interface DeletedEntry {
  entry: OutboxEntry
  blobs: StoredBlob[]
}

/**
 * Takes an entry off this phone. What the server already has stays there: ask `deletionRisk` first, and say so.
 * A request on its way is not called back; its answer then finds nothing and changes nothing.
 * Errors: `OutboxError` ENTRY_GONE.
 */
export async function deleteEntry(id: string): Promise<DeletedEntry> {
  const deleted = await remove(id, () => true)
  if (!deleted) throw new OutboxError('ENTRY_GONE')
  return deleted
}

/**
 * Takes back what was just saved, unless a request for it has left: what the server may have is not undone by
 * forgetting it here.
 * @returns whether it was taken back
 */
export async function takeBack(id: string): Promise<boolean> {
  return (await remove(id, neverLeft)) !== null
}

/** Null when it is gone, or is not to be removed. */
async function remove(id: string, isToGo: (entry: OutboxEntry) => boolean): Promise<DeletedEntry | null> {
  const removed = await write(['entries', 'blobs'], 'strict', async (tx) => {
    const entry = await tx.objectStore('entries').get(id)
    if (!entry || !isToGo(entry)) return null
    const store = tx.objectStore('blobs')
    const blobs = await store.index('holder').getAll(id)
    await Promise.all([tx.objectStore('entries').delete(id), ...blobs.map((blob) => store.delete(blob.id))])
    return { entry, blobs }
  })
  if (removed) announceChange()
  return removed
}

/** Undoes a deletion: the entry takes its old place in the line again. */
export async function restoreEntry({ entry, blobs }: DeletedEntry): Promise<void> {
  const resting: OutboxEntry = entry.state === 'sending' ? { ...entry, state: 'pending' } : entry
  await write(['entries', 'blobs'], 'strict', async (tx) => {
    await tx.objectStore('entries').put(resting)
    await Promise.all(blobs.map((blob) => tx.objectStore('blobs').put(blob)))
  })
  announceChange()
}
