import type { NormalizedCacheObject } from '@apollo/client'
import { ROLES } from '@vigie/schema'
import { type DBSchema, openDB } from 'idb'
import * as v from 'valibot'
import type { Viewer } from './session.tsx'

/** What this device keeps of the server's answers, to be readable without a network. */
export interface KeptData {
  viewer: Viewer
  cache: NormalizedCacheObject
  /** The server has said that the session is over: whose device it is stays, what the server had answered goes. */
  expired: boolean
}

interface KeptDatabase extends DBSchema {
  /** `schemaHash`: answers to another contract would not fit the queries of this app. */
  kept: { key: 'last'; value: KeptData & { schemaHash: string } }
}

/** Who this device belongs to outlives the app's versions, so what an older one wrote is looked at first. */
const Remembered = v.object({
  schemaHash: v.string(),
  viewer: v.object({
    id: v.string(),
    name: v.string(),
    role: v.picklist(ROLES),
    locale: v.picklist(['FR', 'EN']),
    neighbourhood: v.nullable(v.object({ id: v.string(), name: v.string() })),
    town: v.object({ id: v.string(), name: v.string(), policePhone: v.nullable(v.string()) }),
    seesWholeTown: v.boolean(),
    handlesAlerts: v.boolean(),
  }),
  expired: v.fallback(v.boolean(), false),
})

const open = () =>
  openDB<KeptDatabase>('vigie-kept', 1, {
    upgrade(database) {
      database.createObjectStore('kept')
    },
  })

/**
 * What was kept for the person who used this device last; null when nobody was. Answers that belong to another
 * contract are left out, the person is not: without a network they still report under their name.
 */
export async function readKept(): Promise<KeptData | null> {
  try {
    const database = await open()
    const kept = await database.get('kept', 'last')
    database.close()
    const remembered = v.safeParse(Remembered, kept)
    if (!kept || !remembered.success) return null
    const { viewer, expired, schemaHash } = remembered.output
    return { viewer, expired, cache: schemaHash === __SCHEMA_HASH__ ? kept.cache : {} }
  } catch {
    // A device that keeps nothing still works with a network.
    return null
  }
}

/** Keeps the answers of this person, in place of whatever was kept. */
export async function keep(kept: KeptData): Promise<void> {
  try {
    const database = await open()
    await database.put('kept', { schemaHash: __SCHEMA_HASH__, ...kept }, 'last')
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
