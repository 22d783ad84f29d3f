/** Edge of a grid cell in metres: a city block or two. */
export const CELL_METRES = 200

/** WGS 84, degrees. */
export interface Place {
  latitude: number
  longitude: number
}

const METRES_PER_DEGREE = 111_320

/** Metres within which the true point lies around a snapped one: half the diagonal of a cell. */
export const GRID_RADIUS_METRES = Math.ceil((CELL_METRES / 2) * Math.SQRT2)

/**
 * Snaps a WGS 84 point to the centre of its cell on a grid that never moves. Everything inside one cell
 * gives the same point, so nothing can be averaged out of repeated reads or of many alerts at one place.
 */
export function snapToGrid(point: Place): Place {
  const latitudeStep = CELL_METRES / METRES_PER_DEGREE
  const row = Math.floor(point.latitude / latitudeStep)
  const latitude = (row + 0.5) * latitudeStep
  // The longitude step follows from the row, not from the point: it must be the same for the whole row.
  const longitudeStep = latitudeStep / Math.max(0.01, Math.cos((latitude * Math.PI) / 180))
  const longitude = (Math.floor(point.longitude / longitudeStep) + 0.5) * longitudeStep
  return { latitude: round(latitude), longitude: round(longitude) }
}

/** The place so many metres to the north and east of another, exact enough within a town. */
export const metresAway = ({ latitude, longitude }: Place, north: number, east: number): Place => ({
  latitude: latitude + north / METRES_PER_DEGREE,
  longitude: longitude + east / (METRES_PER_DEGREE * Math.max(0.01, Math.cos((latitude * Math.PI) / 180))),
})

/** Six decimals are a decimetre. */
const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6
