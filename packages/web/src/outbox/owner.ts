import { announceChange } from './changes.ts'
import { write } from './database.ts'

/** To be called when somebody has signed in, and at start with the remembered viewer. Their entries may now go out. */
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
