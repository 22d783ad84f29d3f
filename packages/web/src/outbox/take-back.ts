import { announceChange } from './changes.ts'
import { write } from './database.ts'

/**
 * Takes back what was just saved, unless a request for it has left: what the server may have is not undone by
 * forgetting it here.
 * @returns whether it was taken back
 */
export async function takeBack(id: string): Promise<boolean> {
  const taken = await write(['entries'], 'strict', async (tx) => {
    const entry = await tx.objectStore('entries').get(id)
    if (entry?.state !== 'pending' || entry.mayHaveArrived) return false
    await tx.objectStore('entries').delete(id)
    return true
  })
  if (taken) announceChange()
  return taken
}
