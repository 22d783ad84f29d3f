import { announceChange } from './changes.ts'
import { write } from './database.ts'

/**
 * To be called at start with whom this device remembers, before the server has answered: a sign-out that was cut off
 * may have left nobody, and then nothing could be saved without a network. A pause stays.
 */
export async function rememberedAs(personId: string): Promise<void> {
  const restored = await write(['meta'], 'relaxed', async (tx) => {
    if ((await tx.store.get('owner')) !== undefined) return false
    await tx.store.put(personId, 'owner')
    return true
  })
  if (restored) announceChange()
}

/** To be called when the server has said who is signed in. Their entries may now go out. */
export async function signedInAs(personId: string): Promise<void> {
  await write(['meta'], 'strict', async (tx) => {
    const store = tx.objectStore('meta')
    if ((await store.get('owner')) !== personId) await store.put(personId, 'owner')
    await store.delete('pause')
  })
  announceChange()
}

/** To be called on sign-out, before the session ends: from then on nothing is sent. */
export async function signedOut(): Promise<void> {
  await write(['meta'], 'strict', async (tx) => {
    await tx.objectStore('meta').delete('owner')
    await tx.objectStore('meta').delete('pause')
  })
  announceChange()
}
