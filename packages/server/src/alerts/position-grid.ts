/** Edge of a grid cell in metres: a city block or two. */
const CELL_METRES = 200

const METRES_PER_DEGREE = 111_320

/** Metres within which the true point lies around a snapped one: half the diagonal of a cell. */
export const GRID_RADIUS_METRES = Math.ceil((CELL_METRES / 2) * Math.SQRT2)

/**
 * Snaps a WGS 84 point to the centre of its cell on a grid that never moves. Everything inside one cell
 * gives the same point, so nothing can be averaged out of repeated reads or of many alerts at one place.
 */
export function snapToGrid(point: { latitude: number; longitude: number }) {
  const latitudeStep = CELL_METRES / METRES_PER_DEGREE
  const row = Math.floor(point.latitude / latitudeStep)
  const latitude = (row + 0.5) * latitudeStep
  // The longitude step follows from the row, not from the point: it must be the same for the whole row.
  const longitudeStep = latitudeStep / Math.max(0.01, Math.cos((latitude * Math.PI) / 180))
  const longitude = (Math.floor(point.longitude / longitudeStep) + 0.5) * longitudeStep
  return { latitude: round(latitude), longitude: round(longitude) }
}

/** Six decimals are a decimetre. */
const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6
