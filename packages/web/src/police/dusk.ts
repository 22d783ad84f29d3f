const DAY_MS = 86_400_000
const RADIANS = Math.PI / 180

/** The sun this far below the horizon, in degrees, is the end of civil dusk: lamps are needed. */
const DUSK_DEGREES = -6

/**
 * Whether it is dark at `latitude` and `longitude` (degrees): the sun is further below the horizon than at civil
 * dusk. Low-precision solar position, good to a few minutes; it chooses a theme.
 */
export function isDark(at: Date, latitude: number, longitude: number): boolean {
  // Days since 1 January 2000, noon (J2000), as in the Astronomical Almanac's low-precision formulas.
  const days = (at.getTime() - Date.UTC(2000, 0, 1, 12)) / DAY_MS
  const anomaly = (357.528 + 0.9856003 * days) * RADIANS
  const meanLongitude = 280.46 + 0.9856474 * days
  const ecliptic = (meanLongitude + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly)) * RADIANS
  const obliquity = 23.439 * RADIANS
  const declination = Math.asin(Math.sin(obliquity) * Math.sin(ecliptic))
  const ascension = Math.atan2(Math.cos(obliquity) * Math.sin(ecliptic), Math.cos(ecliptic))
  const siderealDegrees = 280.46062 + 360.98564737 * days + longitude
  const hourAngle = siderealDegrees * RADIANS - ascension
  const height =
    Math.sin(latitude * RADIANS) * Math.sin(declination) +
    Math.cos(latitude * RADIANS) * Math.cos(declination) * Math.cos(hourAngle)
  return Math.asin(height) < DUSK_DEGREES * RADIANS
}
