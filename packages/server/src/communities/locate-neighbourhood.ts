import {
  contains,
  metresToBounds,
  metresToEdge,
  type NeighbourhoodArea,
  type Point,
  rulerAt,
} from './neighbourhood-area.ts'

/** Beyond this distance from every neighbourhood a point belongs to none: it is not in this town. */
export const REACH_METRES = 2000

/** Distances closer than this are the same: the stored coordinates are no finer. */
const SAME_METRES = 0.1

export interface Located {
  id: string
  name: string
  /** Metres to the neighbourhood: 0 inside it. */
  metres: number
}

/**
 * The neighbourhood of a point: the one that contains it; on a border, in a gap or in a hole the nearest.
 * Where two would do equally, the one that was made last (the greater id), so that the answer never changes.
 * @param areas of one town, prepared (`readAreas`)
 * @param point WGS 84, degrees, longitude first
 * @returns null farther than `REACH_METRES` from all of them
 */
export function locateIn(areas: readonly NeighbourhoodArea[], point: Point): Located | null {
  const around = areas.filter((area) => contains(area, point)).reduce<NeighbourhoodArea | null>(later, null)
  if (around) return { id: around.id, name: around.name, metres: 0 }
  return nearest(areas, point)
}

function nearest(areas: readonly NeighbourhoodArea[], point: Point): Located | null {
  const ruler = rulerAt(point)
  let best: Located | null = null
  const byBounds = areas
    .map((area) => ({ area, atLeast: metresToBounds(ruler, area, point) }))
    .sort((a, b) => a.atLeast - b.atLeast)
  for (const { area, atLeast } of byBounds) {
    if (atLeast > (best?.metres ?? REACH_METRES) + SAME_METRES) break
    const metres = metresToEdge(ruler, area, point)
    if (metres > REACH_METRES) continue
    const difference = metres - (best?.metres ?? Number.POSITIVE_INFINITY)
    const wins = Math.abs(difference) <= SAME_METRES ? area.id > (best?.id ?? '') : difference < 0
    if (wins) best = { id: area.id, name: area.name, metres }
  }
  return best
}

const later = (a: NeighbourhoodArea | null, b: NeighbourhoodArea) => (a && a.id > b.id ? a : b)
