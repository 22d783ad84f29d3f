import { v7 as newId } from 'uuid'
import * as v from 'valibot'
import { announceChange } from './changes.ts'
import { read, type StoredBlob, write } from './database.ts'
import { DraftFields, type StoredDraft } from './draft-fields.ts'
import { OutboxError } from './outbox-error.ts'
import type { NewPhoto } from './save-entry.ts'

/** A draft with its photos, as the form takes it up again. */
export interface Draft {
  id: string
  changedAt: number
  fields: DraftFields
  photos: NewPhoto[]
}

/** The signed-in person's draft, or null. */
export async function readDraft(): Promise<Draft | null> {
  return read(['drafts', 'blobs', 'meta'], async (tx) => {
    const owner = await tx.objectStore('meta').get('owner')
    const stored = typeof owner === 'string' ? await tx.objectStore('drafts').get(owner) : undefined
    if (!stored) return null
    const blobs = await Promise.all(stored.photoIds.map((id) => tx.objectStore('blobs').get(id)))
    return {
      id: stored.id,
      changedAt: stored.changedAt,
      fields: v.parse(DraftFields, stored.fields),
      photos: blobs.filter((it) => it !== undefined).map(({ id, blob }) => ({ id, blob })),
    }
  })
}

/** Whether the signed-in person has a draft, without reading its photos. */
export async function hasDraft(owner: string): Promise<boolean> {
  return read(['drafts'], async (tx) => (await tx.store.count(owner)) > 0)
}

/**
 * Writes the draft with its photos; photos that left it go. `id` is from `newDraftId` or `readDraft`.
 * Errors: `OutboxError` ALREADY_SAVED when this draft became an entry (in another tab), STORAGE_FULL, …
 */
export async function writeDraft(draft: Omit<Draft, 'changedAt'>): Promise<void> {
  await write(['drafts', 'blobs', 'entries', 'meta'], 'relaxed', async (tx) => {
    const owner = await tx.objectStore('meta').get('owner')
    if (typeof owner !== 'string') throw new OutboxError('NOBODY_SIGNED_IN')
    if ((await tx.objectStore('entries').count(draft.id)) > 0) throw new OutboxError('ALREADY_SAVED')
    const photoIds = draft.photos.map((photo) => photo.id)
    const blobs = tx.objectStore('blobs')
    const holder = `draft:${owner}`
    const there = await blobs.index('holder').getAllKeys(holder)
    const gone = there.filter((id) => !photoIds.includes(id))
    const fresh = draft.photos.filter((photo) => !there.includes(photo.id))
    await Promise.all([
      ...gone.map((id) => blobs.delete(id)),
      ...fresh.map(({ id, blob }) => blobs.put({ id, holder, blob })),
      tx
        .objectStore('drafts')
        .put({ owner, id: draft.id, changedAt: Date.now(), fields: draft.fields, photoIds }),
    ])
  })
}

/** The id of a new draft, and of the report that it will become. */
export function newDraftId(): string {
  return newId()
}

/** A thrown-away draft: what `restoreDraft` needs. */
export interface DiscardedDraft {
  draft: StoredDraft
  blobs: StoredBlob[]
}

/**
 * Throws the signed-in person's draft `id` away, and no other, which another tab may have begun; gives what undo
 * needs, or null when it was not there.
 */
export async function discardDraft(id: string): Promise<DiscardedDraft | null> {
  const discarded = await write(['drafts', 'blobs', 'meta'], 'strict', async (tx) => {
    const owner = await tx.objectStore('meta').get('owner')
    const draft = typeof owner === 'string' ? await tx.objectStore('drafts').get(owner) : undefined
    if (draft?.id !== id) return null
    const store = tx.objectStore('blobs')
    const blobs = await store.index('holder').getAll(`draft:${draft.owner}`)
    await Promise.all([
      tx.objectStore('drafts').delete(draft.owner),
      ...blobs.map((blob) => store.delete(blob.id)),
    ])
    return { draft, blobs }
  })
  announceChange()
  return discarded
}

/** Undoes `discardDraft`, unless another draft was begun since (then DRAFT_IN_PROGRESS). */
export async function restoreDraft({ draft, blobs }: DiscardedDraft): Promise<void> {
  await write(['drafts', 'blobs'], 'strict', async (tx) => {
    if ((await tx.objectStore('drafts').count(draft.owner)) > 0) throw new OutboxError('DRAFT_IN_PROGRESS')
    await Promise.all([
      tx.objectStore('drafts').put(draft),
      ...blobs.map((blob) => tx.objectStore('blobs').put(blob)),
    ])
  })
  announceChange()
}
