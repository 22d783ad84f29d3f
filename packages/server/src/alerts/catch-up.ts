import { LIMITS } from '@vigie/schema'
import type { Viewer } from '../identity/viewer.ts'
import type { App } from '../platform/app.ts'
import { askTogether } from '../platform/ask-together.ts'
import { inTown } from '../platform/town-claim.ts'
import { sightOf } from './alert.policy.ts'
import { readRights, readSince, type StreamEvent } from './stream.reads.ts'
import { factsOf } from './to-alert.ts'

/** Phones whose catch-up is read together. */
const TOGETHER = 500

/** Events of the whole town among which a viewer's own are looked for. */
const TOWN_MAX = 5 * LIMITS.catchUpMax

interface Asked {
  viewer: Viewer
  /** From this transaction id on. */
  xid: bigint
}

/** What a phone has missed. */
export interface Missed {
  /** `pg_snapshot_xmin` of the snapshot that was read. */
  horizon: bigint
  /** In the order of their commits; null when there are more than are replayed. */
  events: StreamEvent[] | null
}

/**
 * What phones have missed. Phones that come back at once, because they lost the same server, stopped at the same
 * few places: what has happened since then is read once for all of them, and each gets what it may see.
 * @returns null for a viewer who has lost the right
 */
export function createCatchUp(app: App): (asked: Asked) => Promise<Missed | null> {
  return askTogether(async (all) => {
    const read = new Map<string, Promise<Missed>>()
    for (const asked of all) {
      const place = placeOf(asked)
      if (!read.has(place)) read.set(place, readTown(app, asked))
    }
    const towns = new Map<string, Missed>()
    for (const [place, missed] of read) towns.set(place, await missed)
    // Read after the events: who lost the right before one of them happened is not told of it.
    const rights = await readRights(
      app.acrossTowns.em.fork(),
      all.map((it) => it.viewer),
    )
    return all.map((asked, index) => {
      const missed = towns.get(placeOf(asked))
      return missed && rights[index] ? seenBy(asked.viewer, missed) : null
    })
  }, TOGETHER)
}

const placeOf = ({ viewer, xid }: Asked) => `${viewer.townId} ${xid}`

async function readTown(app: App, { viewer, xid }: Asked): Promise<Missed> {
  const { horizon, events } = await inTown(viewer.townId, () =>
    readSince(app.orm.em.fork(), viewer.townId, xid, TOWN_MAX + 1),
  )
  return { horizon, events: events.length > TOWN_MAX ? null : events }
}

function seenBy(viewer: Viewer, { horizon, events }: Missed): Missed {
  const seen = events?.filter((it) => sightOf(viewer, factsOf(it.alert))) ?? null
  return { horizon, events: seen && seen.length > LIMITS.catchUpMax ? null : seen }
}
