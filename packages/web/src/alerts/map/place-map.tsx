import { useMemo } from 'react'
import { boundsOf, circleAround, type LngLat } from './geometry.ts'
import { MapCanvas } from './map-canvas.tsx'
import { MapMarker } from './map-marker.tsx'
import type { Circle, DrawnTown } from './map-style.ts'
import styles from './pin-map.module.css'

interface PlaceMapProps {
  label: string
  town: DrawnTown
  position: { latitude: number; longitude: number; exact: boolean; radius: number }
}

/** Metres around an exact place that are in view. */
const SURROUNDINGS = 180

/** One place on the town: a pin when it is exact, a circle when it is only near. */
export default function PlaceMap({ label, town, position }: PlaceMapProps) {
  const { latitude, longitude, exact, radius } = position
  const centre = useMemo<LngLat>(() => [longitude, latitude], [longitude, latitude])
  const circle = useMemo<Circle | null>(() => (exact ? null : { centre, radius }), [exact, centre, radius])
  const bounds = useMemo(
    () => boundsOf([circleAround(centre, exact ? SURROUNDINGS : radius * 1.8)]),
    [centre, exact, radius],
  )
  if (!bounds) return null
  return (
    <MapCanvas label={label} town={town} bounds={bounds} circle={circle}>
      {exact && (
        <MapMarker at={centre}>
          <span className={styles.pin}>
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d="M12 23.2c-.4 0-8.2-7.3-8.2-13.4a8.2 8.2 0 1 1 16.4 0c0 6.1-7.8 13.4-8.2 13.4z" />
              <circle cx="12" cy="9.8" r="3.2" />
            </svg>
          </span>
        </MapMarker>
      )}
    </MapCanvas>
  )
}
