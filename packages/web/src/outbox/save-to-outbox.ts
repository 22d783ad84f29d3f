import type { OutboxRequest } from '@vigie/schema'
import type { OutboxEntry } from './outbox-entry.ts'
import { type NewPhoto, type SaveOptions, saveEntry } from './save-entry.ts'
import { sendSaved } from './wake-sender.ts'

/**
 * Saves a request on this phone and starts sending it: everything a person adds goes this way, with or without a
 * network. Resolves once it is on the disk, photos included; whether it goes out now or tomorrow is the outbox's
 * business and is seen in the entry.
 * Errors: `OutboxError` (STORAGE_FULL, STORAGE_DEAD, NOBODY_SIGNED_IN, …), `ValiError` when it breaks the contract.
 */
export async function saveToOutbox(
  request: OutboxRequest,
  photos: readonly NewPhoto[] = [],
  options: SaveOptions = {},
): Promise<OutboxEntry> {
  const entry = await saveEntry(request, photos, options)
  sendSaved()
  return entry
}
