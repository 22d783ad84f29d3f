import { announceChange } from './changes.ts'
import { write } from './database.ts'
import { isUnsent } from './outbox-entry.ts'

/**
 * Removes one person's outbox from this phone, at sign-out.
 * `keepUnsent` (the default of the sign-out question) leaves what the server has not answered for, and the draft,
 * until that person signs in again. Other people's entries are never touched.
 * Gives the number of unsent entries that were deleted.
 */
export async function wipeOutbox(owner: string, { keepUnsent }: { keepUnsent: boolean }): Promise<number> {
  const lost = await write(['entries', 'blobs', 'drafts'], 'strict', async (tx) => {
    const everyones = await tx.objectStore('entries').getAll()
    const going = everyones.filter((entry) => entry.owner === owner && !(keepUnsent && isUnsent(entry)))
    const holders = going.map((entry) => entry.id)
    if (!keepUnsent) {
      await tx.objectStore('drafts').delete(owner)
      holders.push(`draft:${owner}`)
    }
    const blobs = tx.objectStore('blobs')
    for (const holder of holders) {
      for (const id of await blobs.index('holder').getAllKeys(holder)) await blobs.delete(id)
    }
    for (const entry of going) await tx.objectStore('entries').delete(entry.id)
    return going.filter(isUnsent).length
  })
  announceChange()
  return lost
}
