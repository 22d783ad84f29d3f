/*
 * The place where this device keeps the server's answers. It needs no library: what was kept is asked for before any
 * of them is evaluated.
 */

export function openKeptStore(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('vigie-kept', 1)
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore('kept')
    }
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
}

/** What was kept last, by whatever version of the app; undefined when nothing was. Errors: those of the storage. */
export async function readLast(): Promise<unknown> {
  const database = await openKeptStore()
  try {
    return await new Promise((resolve, reject) => {
      const reading = database.transaction('kept').objectStore('kept').get('last')
      reading.onsuccess = () => resolve(reading.result)
      reading.onerror = () => reject(reading.error)
    })
  } finally {
    database.close()
  }
}
