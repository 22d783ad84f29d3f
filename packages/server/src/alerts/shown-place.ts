import { locateIn } from '../communities/locate-neighbourhood.ts'
import type { NeighbourhoodArea } from '../communities/neighbourhood-area.ts'
import { CELL_METRES, metresAway, type Place, snapToGrid } from './position-grid.ts'

/** Side of the squares by which a cell is measured. */
const SQUARE_METRES = 20

/**
 * Square metres, by those squares, that a neighbourhood has at least in a cell that is shown for it: three in twenty
 * of the cell, or a strip of 30 m along a side. Whatever has that size is 87 m across or more, however it is cut.
 */
const ROOM_SQUARE_METRES = 6_000

/** Of each town's neighbourhoods, as long as they are what they are: square metres by cell and neighbourhood. */
const measured = new WeakMap<readonly NeighbourhoodArea[], Map<string, number>>()

/**
 * The place that neighbours are shown for a true point: the centre of its cell, or, where the point's neighbourhood
 * has too little of that cell, of the nearest cell of which it has enough. The neighbourhood is shown as well, so a
 * cell of which it has a narrow strip would say that it was there. Follows from cell and neighbourhood alone (ADR 16).
 */
export function shownPlace(areas: readonly NeighbourhoodArea[], point: Place): Place {
  const cell = snapToGrid(point)
  const id = locateIn(areas, [point.longitude, point.latitude])?.id
  const area = areas.find((it) => it.id === id)
  if (!area || hasRoom(areas, area, cell)) return cell
  return nearestWithRoom(areas, area, cell) ?? roomiest(areas, area)
}

/** Whether this neighbourhood has enough of the cell. */
const hasRoom = (areas: readonly NeighbourhoodArea[], area: NeighbourhoodArea, cell: Place) =>
  squareMetres(areas, area, cell) >= ROOM_SQUARE_METRES

/** How much of the cell around this centre belongs to the neighbourhood, gaps and overlaps as `locateIn` has them. */
function squareMetres(areas: readonly NeighbourhoodArea[], area: NeighbourhoodArea, cell: Place): number {
  const known = measured.get(areas) ?? new Map<string, number>()
  measured.set(areas, known)
  const key = `${area.id} ${cell.latitude} ${cell.longitude}`
  const found = known.get(key)
  if (found !== undefined) return found
  let squares = 0
  const first = (SQUARE_METRES - CELL_METRES) / 2
  for (let north = first; north < CELL_METRES / 2; north += SQUARE_METRES) {
    for (let east = first; east < CELL_METRES / 2; east += SQUARE_METRES) {
      const { latitude, longitude } = metresAway(cell, north, east)
      if (locateIn(areas, [longitude, latitude])?.id === area.id) squares += 1
    }
  }
  const size = squares * SQUARE_METRES ** 2
  known.set(key, size)
  return size
}

/** Cells around a cell, ring after ring, are looked at as far as this; who lives beyond lives in a very odd shape. */
const RINGS = 12

function nearestWithRoom(areas: readonly NeighbourhoodArea[], area: NeighbourhoodArea, cell: Place) {
  for (let ring = 1; ring <= RINGS; ring += 1) {
    const found = cellsAt(cell, ring).find((it) => hasRoom(areas, area, it))
    if (found) return found
  }
  return null
}

/** The cells of the square ring that far away, those straight across before those at the corners. */
function cellsAt(cell: Place, ring: number): Place[] {
  const steps: [number, number][] = []
  for (let along = -ring; along <= ring; along += 1) {
    steps.push([along, ring], [along, -ring])
    if (Math.abs(along) < ring) steps.push([ring, along], [-ring, along])
  }
  return steps
    .sort((a, b) => Math.hypot(...a) - Math.hypot(...b) || a[0] - b[0] || a[1] - b[1])
    .map(([north, east]) => snapToGrid(metresAway(cell, north * CELL_METRES, east * CELL_METRES)))
}

/** For a neighbourhood that has room in no cell: one place for all of it, where it has most. */
function roomiest(areas: readonly NeighbourhoodArea[], area: NeighbourhoodArea): Place {
  const [west, south, east, north] = area.bounds
  const corner = { latitude: south, longitude: west }
  const cells: Place[] = []
  for (let up = 0; metresAway(corner, up - CELL_METRES, 0).latitude < north; up += CELL_METRES) {
    for (let along = 0; metresAway(corner, up, along - CELL_METRES).longitude < east; along += CELL_METRES) {
      cells.push(snapToGrid(metresAway(corner, up, along)))
    }
  }
  const sizes = cells.map((it) => squareMetres(areas, area, it))
  return cells[sizes.indexOf(Math.max(...sizes))] ?? snapToGrid(corner)
}
