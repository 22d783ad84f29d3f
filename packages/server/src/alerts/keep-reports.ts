import { readAreas } from '../communities/communities.reads.ts'
import type { App } from '../platform/app.ts'
import { askTogether } from '../platform/ask-together.ts'
import { type EntityManager, inTransaction } from '../platform/db.ts'
import { claimedTown, inTown } from '../platform/town-claim.ts'
import { isAway } from '../platform/unavailable.ts'
import { type AlertRow, readAlertsById } from './alert.reads.ts'
import { recordEvents } from './record-event.ts'
import { insertAlerts, insertPhotos, neighbourhoodOf, type Report } from './report-rows.ts'

/** What stands under a report's id once it is kept; `isNew` when this report put it there. */
export interface Kept {
  row: AlertRow
  isNew: boolean
}

/** Reports of one transaction. */
const TOGETHER = 50

type Keep = (report: Report) => Promise<Kept | null>

const keepers = new WeakMap<App, Map<string, Keep>>()

/**
 * Keeps a report with its event and its jobs, all or nothing. Reports of a town that come while others are being
 * kept share the next transaction: on a bad night the disk is waited for once, not once for each (ADR 20).
 * @returns null when nothing is kept, because the report has no neighbourhood to stand in
 */
export function keepReport(app: App, report: Report): Promise<Kept | null> {
  const townId = claimedTown()
  const ofTowns = keepers.get(app) ?? new Map<string, Keep>()
  const keep = ofTowns.get(townId) ?? askTogether((all: Report[]) => keepEach(app, townId, all), TOGETHER)
  keepers.set(app, ofTowns.set(townId, keep))
  return keep(report)
}

async function keepEach(app: App, townId: string, all: Report[]): Promise<PromiseLike<Kept | null>[]> {
  const keep = (some: Report[]) =>
    inTown(townId, () => inTransaction(app.orm, (tx) => keepTogether(app, tx, townId, some)))
  try {
    return (await keep(all)).map((kept) => Promise.resolve(kept))
  } catch (error) {
    // Where nobody is to blame each would wait as long, and then hear the same.
    if (all.length === 1 || isAway(error)) throw error
    // One that cannot be kept takes nobody with it: now each stands for itself.
    return all.map((report) => keep([report]).then(([kept = null]) => kept))
  }
}

async function keepTogether(
  app: App,
  tx: EntityManager,
  townId: string,
  all: Report[],
): Promise<(Kept | null)[]> {
  const areas = await readAreas(tx, townId)
  const first = new Map<string, { report: Report; neighbourhoodId: string }>()
  for (const report of all) {
    const neighbourhoodId = neighbourhoodOf(areas, report)
    const { id } = report.payload
    if (neighbourhoodId && !first.has(id)) first.set(id, { report, neighbourhoodId })
  }
  const added = await insertAlerts(tx, areas, [...first.values()])
  const fresh = [...first.values()].filter(({ report }) => added.has(report.payload.id))
  await insertPhotos(
    tx,
    fresh.map((it) => it.report),
  )
  await recordEvents(
    app,
    tx,
    fresh.map(({ report: { viewer, payload }, neighbourhoodId }) => ({
      townId: viewer.townId,
      alertId: payload.id,
      neighbourhoodId,
      kind: 'REPORTED',
      actorId: viewer.personId,
    })),
  )
  // Repeats and conflicts as well: their rows tell which they are.
  const ids = [...new Set(all.map(({ payload }) => payload.id))]
  const rows = new Map((await readAlertsById(tx, townId, ids)).map((row) => [row.id, row]))
  return all.map((report) => {
    const { id } = report.payload
    const row = rows.get(id)
    return row ? { row, isNew: added.has(id) && first.get(id)?.report === report } : null
  })
}
