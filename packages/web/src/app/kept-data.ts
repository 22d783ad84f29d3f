import type { NormalizedCacheObject } from '@apollo/client'
import { ROLES } from '@vigie/schema'
import { wrap } from 'idb'
import * as v from 'valibot'
import { openKeptStore, readLast } from './kept-store.ts'
import type { Viewer } from './session.tsx'

/** What this device keeps of the server's answers, to be readable without a network. */
export interface KeptData {
  viewer: Viewer
  cache: NormalizedCacheObject
  /** The server has said that the session is over: whose device it is stays, what the server had answered goes. */
  expired: boolean
}

/**
 * Who this device belongs to outlives the app's versions, so what another one wrote is looked at first. Only who they
 * are and where must be there: what that version did not know is read as the lesser right.
 */
const Remembered = v.object({
  /** Answers to another contract would not fit the queries of this app. */
  schemaHash: v.string(),
  cache: v.fallback(
    v.custom<NormalizedCacheObject>((it) => typeof it === 'object' && it !== null),
    {},
  ),
  viewer: v.object({
    id: v.string(),
    name: v.string(),
    role: v.fallback(v.picklist(ROLES), 'RESIDENT'),
    locale: v.fallback(v.picklist(['FR', 'EN']), 'FR'),
    neighbourhood: v.fallback(v.nullable(v.object({ id: v.string(), name: v.string() })), null),
    town: v.object({
      id: v.string(),
      name: v.string(),
      policePhone: v.fallback(v.nullable(v.string()), null),
    }),
    seesWholeTown: v.fallback(v.boolean(), false),
    handlesAlerts: v.fallback(v.boolean(), false),
  }),
  expired: v.fallback(v.boolean(), false),
})

const open = async () => wrap(await openKeptStore())

/**
 * What was kept for the person who used this device last; null when nobody was. Answers that belong to another
 * contract are left out, the person is not: without a network they still report under their name.
 */
export async function readKept(last: Promise<unknown> = readLast()): Promise<KeptData | null> {
  try {
    const remembered = v.safeParse(Remembered, await last)
    if (!remembered.success) return null
    const { viewer, expired, cache, schemaHash } = remembered.output
    return { viewer, expired, cache: schemaHash === __SCHEMA_HASH__ ? cache : {} }
  } catch {
    // A device that keeps nothing still works with a network.
    return null
  }
}

/**
 * Keeps the answers of this person, in place of whatever was kept. `still` is asked at the last moment whether that
 * is still so: who signed out while the database opened must not be found here again.
 */
export async function keep(kept: KeptData, still: () => boolean): Promise<void> {
  try {
    const database = await open()
    if (still()) await database.put('kept', { schemaHash: __SCHEMA_HASH__, ...kept }, 'last')
    database.close()
  } catch {
    // A full storage costs reading offline, nothing else.
  }
}

/** Forgets it: at sign-out, and when the right was revoked. */
export async function forgetKept(): Promise<void> {
  const database = await open()
  await database.clear('kept')
  database.close()
}
