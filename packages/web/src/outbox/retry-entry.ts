import { announceChange } from './changes.ts'
import { write } from './database.ts'
import { mayRetryPhoto, type OutboxEntry } from './outbox-entry.ts'
import { OutboxError } from './outbox-error.ts'

/**
 * Puts a refused entry, or the photos of a received one that may yet be taken, back in line, and ends every wait.
 * The content and the id stay, so that trying again can never double it. Whoever calls this then drains.
 * Errors: `OutboxError` ENTRY_GONE.
 */
export async function retryEntry(id: string): Promise<void> {
  await write(['entries'], 'strict', async (tx) => {
    const entry = await tx.store.get(id)
    if (!entry) throw new OutboxError('ENTRY_GONE')
    await tx.store.put(backInLine(entry))
  })
  announceChange()
}

function backInLine(entry: OutboxEntry): OutboxEntry {
  const photos = entry.photos.map((photo) =>
    mayRetryPhoto(photo) ? { ...photo, state: 'waiting' as const, fault: null } : photo,
  )
  const rested = { ...entry, photos, attempts: 0, nextAttemptAt: 0 }
  if (entry.state === 'refused') return { ...rested, state: 'pending', queue: 'text', lastError: null }
  const photosWait = photos.some((photo) => photo.state === 'waiting')
  return entry.state === 'done' && photosWait ? { ...rested, state: 'pending', queue: 'photos' } : rested
}
