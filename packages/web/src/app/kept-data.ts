import type { NormalizedCacheObject } from '@apollo/client'
import { type DBSchema, openDB } from 'idb'
import type { Viewer } from './session.tsx'

/** What this device keeps of the server's answers, to be readable without a network. */
export interface KeptData {
  /** Of another contract it would not fit the queries of this app. */
  schemaHash: string
  viewer: Viewer
  cache: NormalizedCacheObject
}

interface KeptDatabase extends DBSchema {
  kept: { key: 'last'; value: KeptData }
}

const open = () =>
  openDB<KeptDatabase>('vigie-kept', 1, {
    upgrade(database) {
      database.createObjectStore('kept')
    },
  })

/** What was kept for the person who used this device last; null when nothing, or of another contract. */
export async function readKept(): Promise<KeptData | null> {
  try {
    const database = await open()
    const kept = await database.get('kept', 'last')
    database.close()
    return kept?.schemaHash === __SCHEMA_HASH__ ? kept : null
  } catch {
    // A device that keeps nothing still works with a network.
    return null
  }
}

/** Keeps the answers of this person, in place of whatever was kept. */
export async function keep(viewer: Viewer, cache: NormalizedCacheObject): Promise<void> {
  try {
    const database = await open()
    await database.put('kept', { schemaHash: __SCHEMA_HASH__, viewer, cache }, 'last')
    database.close()
  } catch {
    // A full storage costs reading offline, nothing else.
  }
}

/** Forgets it, at sign-out. */
export async function forgetKept(): Promise<void> {
  const database = await open()
  await database.clear('kept')
  database.close()
}
