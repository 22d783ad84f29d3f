import { OUTBOX_CONTRACT_VERSION, OutboxRequest } from '@vigie/schema'
import * as v from 'valibot'
import { announceChange } from './changes.ts'
import { type WriteTransaction, write } from './database.ts'
import type { OutboxEntry } from './outbox-entry.ts'
import { OutboxError } from './outbox-error.ts'

/** A photo to go with a report; its id stands in the report's `photoIds`. */
export interface NewPhoto {
  id: string
  blob: Blob
}

export interface SaveOptions {
  /** Also ends the draft, in the same transaction: a killed tab leaves either the draft or the entry, never both. */
  fromDraft?: boolean
}

/**
 * Saves a request for the signed-in person and resolves once it is on this phone's disk, photos included.
 * Saving the same id with the same content again gives the entry that is there.
 * Errors: `ValiError` when the request breaks the contract, `OutboxError` (STORAGE_FULL, NOBODY_SIGNED_IN, …).
 */
export async function saveEntry(
  request: OutboxRequest,
  photos: readonly NewPhoto[] = [],
  { fromDraft = false }: SaveOptions = {},
): Promise<OutboxEntry> {
  const checked = v.parse(OutboxRequest, request)
  const entry = await write(['entries', 'blobs', 'drafts', 'meta'], 'strict', async (tx) => {
    const owner = await tx.objectStore('meta').get('owner')
    if (typeof owner !== 'string') throw new OutboxError('NOBODY_SIGNED_IN')

    const before = await tx.objectStore('entries').get(checked.input.id)
    if (before && !sameRequest(before, checked)) throw new OutboxError('ALREADY_SAVED')
    const entry = before ?? newEntry(checked, owner, await nextSequence(tx), photos)
    if (!before) {
      await tx.objectStore('entries').add(entry)
      await Promise.all(
        photos.map(({ id, blob }) => tx.objectStore('blobs').put({ id, holder: entry.id, blob })),
      )
    }
    if (fromDraft) await endDraft(tx, owner, entry.id)
    return entry
  })
  announceChange()
  return entry
}

function newEntry(
  request: OutboxRequest,
  owner: string,
  sequence: number,
  photos: readonly NewPhoto[],
): OutboxEntry {
  return {
    id: request.input.id,
    owner,
    sequence,
    request,
    contractVersion: OUTBOX_CONTRACT_VERSION,
    savedAt: request.kind === 'reportAlert' ? request.input.savedAt : new Date().toISOString(),
    state: 'pending',
    queue: 'text',
    attempts: 0,
    nextAttemptAt: 0,
    lastError: null,
    mayHaveArrived: false,
    acknowledgement: null,
    photos: photos.map(({ id, blob }) => ({
      id,
      bytes: blob.size,
      state: 'waiting',
      sentBytes: 0,
      uploadPath: null,
      fault: null,
    })),
  }
}

/** One person's entries never share a number, and numbers never come back, even when everything was deleted. */
async function nextSequence(tx: WriteTransaction<['entries', 'blobs', 'drafts', 'meta']>): Promise<number> {
  const last = await tx.objectStore('meta').get('sequence')
  const next = (typeof last === 'number' ? last : 0) + 1
  await tx.objectStore('meta').put(next, 'sequence')
  return next
}

/**
 * Ends the draft that became this entry, and no other: another tab may have begun one meanwhile. Photos that were
 * taken out of it before sending go; those of the report now belong to the entry.
 */
async function endDraft(
  tx: WriteTransaction<['entries', 'blobs', 'drafts', 'meta']>,
  owner: string,
  id: string,
): Promise<void> {
  if ((await tx.objectStore('drafts').get(owner))?.id !== id) return
  await tx.objectStore('drafts').delete(owner)
  const blobs = tx.objectStore('blobs')
  const left = await blobs.index('holder').getAllKeys(`draft:${owner}`)
  await Promise.all(left.map((photoId) => blobs.delete(photoId)))
}

/** The time of saving is the phone's note, not content: a second tap a second later is the same report. */
function sameRequest(entry: OutboxEntry, request: OutboxRequest): boolean {
  const content = (it: OutboxRequest) => JSON.stringify({ ...it, input: { ...it.input, savedAt: null } })
  return content(entry.request) === content(request)
}
