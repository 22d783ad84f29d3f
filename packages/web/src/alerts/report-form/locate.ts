/** Why there is no position; none of them keeps anybody from reporting. */
export type LocationProblem = 'DENIED' | 'UNAVAILABLE' | 'TIMEOUT'

export type Located =
  | { kind: 'here'; latitude: number; longitude: number; accuracyM: number }
  | { kind: 'unknown'; problem: LocationProblem }

const PROBLEMS: Record<number, LocationProblem> = { 1: 'DENIED', 2: 'UNAVAILABLE', 3: 'TIMEOUT' }

/** Asks the phone where it is; the first time the browser asks its owner, so only on a tap. Never throws. */
export function locate(): Promise<Located> {
  if (!('geolocation' in navigator)) return Promise.resolve({ kind: 'unknown', problem: 'UNAVAILABLE' })
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({
          kind: 'here',
          latitude: coords.latitude,
          longitude: coords.longitude,
          // No phone knows its place exactly, whatever it says.
          accuracyM: Math.max(1, Math.round(coords.accuracy)),
        }),
      (error) => resolve({ kind: 'unknown', problem: PROBLEMS[error.code] ?? 'UNAVAILABLE' }),
      // A fix of the last half minute is where they stand; satellites may take longer than patience.
      { enableHighAccuracy: true, timeout: 12_000, maximumAge: 30_000 },
    )
  })
}

/** True when the position may be taken without asking anybody. */
export async function mayLocateSilently(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: 'geolocation' })).state === 'granted'
  } catch {
    return false
  }
}
