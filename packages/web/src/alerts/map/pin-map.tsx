import { useMemo } from 'react'
import * as v from 'valibot'
import { useViewer } from '../../app/session.tsx'
import { Area, Backdrop, boundsOf } from './geometry.ts'
import { PinCanvas } from './later-maps.ts'
import { MapBoundary } from './map-boundary.tsx'
import type { DrawnTown } from './map-style.ts'
import styles from './pin-map.module.css'

interface PinMapProps {
  /** Degrees, WGS 84; null while no place is chosen. */
  value: { latitude: number; longitude: number } | null
  onChange: (value: { latitude: number; longitude: number }) => void
  /** The town's neighbourhoods; `polygon` is GeoJSON as the API gives it. */
  polygons: readonly { id: string; name: string; polygon: unknown }[]
  /** The town's backdrop, GeoJSON as the API gives it. */
  backdrop: unknown
}

/** Chooses one place, beginning in the viewer’s neighbourhood: tap it, drag the pin, move it by the arrow keys, or bring it under the cross. */
export function PinMap({ value, onChange, polygons, backdrop }: PinMapProps) {
  const homeId = useViewer()?.neighbourhood?.id ?? null
  const town = useMemo<DrawnTown>(() => {
    const ground = v.safeParse(Backdrop, backdrop)
    return {
      neighbourhoods: polygons.flatMap(({ id, name, polygon }) => {
        const area = v.safeParse(Area, polygon)
        return area.success ? [{ id, name, area: area.output }] : []
      }),
      backdrop: ground.success ? ground.output : null,
      homeId,
    }
  }, [polygons, backdrop, homeId])
  const bounds = useMemo(() => {
    const home = town.neighbourhoods.filter((it) => it.id === homeId)
    return boundsOf((home.length > 0 ? home : town.neighbourhoods).map((it) => it.area))
  }, [town, homeId])
  if (!bounds) return null
  return (
    <MapBoundary className={styles.place}>
      <PinCanvas town={town} bounds={bounds} value={value} onChange={onChange} />
    </MapBoundary>
  )
}
