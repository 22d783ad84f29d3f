import { v7 as newId } from 'uuid'
import { announceChange } from './changes.ts'
import { write } from './database.ts'
import { type DraftFields, localMinute } from './draft-fields.ts'
import { mayEdit, type OutboxEntry } from './outbox-entry.ts'
import { OutboxError } from './outbox-error.ts'

/**
 * Turns a report back into the draft, photos included, in one transaction.
 *
 * The draft gets a new id: an id stays bound to one content for ever, because the server may know it. That is why
 * only a report that certainly is not on the server may be edited: one that never left, or one that was refused.
 * After an attempt without an answer nobody knows, and a changed copy under a new id could be a second report; it
 * becomes editable once the server has refused it, and needs no edit once the server has received it.
 *
 * Errors: `OutboxError` ENTRY_GONE, NOT_EDITABLE, DRAFT_IN_PROGRESS.
 */
export async function editEntry(id: string): Promise<void> {
  await write(['entries', 'blobs', 'drafts'], 'strict', async (tx) => {
    const entry = await tx.objectStore('entries').get(id)
    if (!entry) throw new OutboxError('ENTRY_GONE')
    if (!mayEdit(entry)) throw new OutboxError('NOT_EDITABLE')
    if ((await tx.objectStore('drafts').count(entry.owner)) > 0) throw new OutboxError('DRAFT_IN_PROGRESS')

    // The photos get new ids too: the server may know the old ones as promised to the refused report.
    const blobs = tx.objectStore('blobs')
    const photoIds: string[] = []
    for (const photo of entry.photos) {
      const stored = await blobs.get(photo.id)
      if (!stored) continue
      const photoId = newId()
      photoIds.push(photoId)
      await blobs.delete(photo.id)
      await blobs.put({ id: photoId, holder: `draft:${entry.owner}`, blob: stored.blob })
    }
    await tx.objectStore('entries').delete(id)
    await tx.objectStore('drafts').put({
      owner: entry.owner,
      id: newId(),
      changedAt: Date.now(),
      fields: fieldsOf(entry),
      photoIds,
    })
  })
  announceChange()
}

function fieldsOf({ request }: OutboxEntry): DraftFields {
  if (request.kind !== 'reportAlert') throw new OutboxError('NOT_EDITABLE')
  const { category, description, positionSource, coordinates, place, claimedAt, happening, danger } =
    request.input
  return {
    category,
    description,
    positionSource,
    coordinates: coordinates ?? null,
    place: place ?? '',
    // The moment is kept: « maintenant » was then.
    happenedAt: localMinute(new Date(claimedAt)),
    happening,
    danger,
  }
}
