import { useEffect, useMemo, useState } from 'react'
import type { AlertRowFragment } from '../../gen/graphql.ts'
import { compareGravestFirst } from '../severity.ts'
import { AlertPin } from './alert-pin.tsx'
import type { Bounds, LngLat } from './geometry.ts'
import { groupPins } from './group-pins.ts'
import { MapCanvas, useDrawnMap } from './map-canvas.tsx'
import { MapMarker } from './map-marker.tsx'
import type { Circle, DrawnTown } from './map-style.ts'

export interface AlertMapProps {
  label: string
  town: DrawnTown
  bounds: Bounds
  alerts: readonly AlertRowFragment[]
  /** Ids of the chosen alerts: one, or several that stand on one spot. */
  selected: readonly string[]
  onSelect: (ids: string[]) => void
}

/** A touch target's width: closer pins share one. */
const PIN_DISTANCE = 40
/** From here on a group's alerts stand on one spot of the grid and never come apart. */
const CLOSEST_ZOOM = 17.5

/** The alerts that have a position, on the town. A list of all of them always stands beside it. */
export default function AlertMap({ label, town, bounds, alerts, selected, onSelect }: AlertMapProps) {
  const chosen = alerts.find((alert) => alert.id === selected[0])
  const position = chosen?.position
  const circle = useMemo<Circle | null>(
    () =>
      position && !position.exact
        ? { centre: [position.longitude, position.latitude], radius: position.radius }
        : null,
    [position],
  )
  return (
    <MapCanvas label={label} town={town} bounds={bounds} circle={circle}>
      <Pins alerts={alerts} selected={selected} onSelect={onSelect} />
    </MapCanvas>
  )
}

interface Pin {
  alert: AlertRowFragment
  at: LngLat
  x: number
  y: number
}

function Pins({ alerts, selected, onSelect }: Pick<AlertMapProps, 'alerts' | 'selected' | 'onSelect'>) {
  const { map } = useDrawnMap()
  const [moves, setMoves] = useState(0)
  useEffect(() => {
    const again = () => setMoves((count) => count + 1)
    map.on('moveend', again)
    return () => void map.off('moveend', again)
  }, [map])

  const groups = useMemo(() => {
    // Groups follow from the zoom, so they are made again after every move.
    const pins = moves >= 0 ? alerts.toSorted(compareGravestFirst).flatMap((alert) => pinOf(alert, map)) : []
    return groupPins(pins, PIN_DISTANCE)
  }, [alerts, map, moves])

  function choose(group: Pin[]) {
    const apart = group.some((pin) => pin.at[0] !== group[0]?.at[0] || pin.at[1] !== group[0]?.at[1])
    if (!apart || map.getZoom() >= CLOSEST_ZOOM) {
      onSelect(group.map((pin) => pin.alert.id))
      return
    }
    const longitudes = group.map((pin) => pin.at[0])
    const latitudes = group.map((pin) => pin.at[1])
    map.fitBounds(
      [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)],
      { padding: 96, maxZoom: CLOSEST_ZOOM + 0.5 },
    )
  }

  return groups.map((group) => {
    const [first, ...others] = group
    if (!first) return null
    const isSelected = group.some((pin) => selected.includes(pin.alert.id))
    return (
      <MapMarker key={first.alert.id} at={first.at} anchor="center" raised={isSelected}>
        <AlertPin
          alerts={[first.alert, ...others.map((pin) => pin.alert)]}
          selected={isSelected}
          onSelect={() => choose(group)}
        />
      </MapMarker>
    )
  })
}

function pinOf(alert: AlertRowFragment, map: ReturnType<typeof useDrawnMap>['map']): Pin[] {
  if (!alert.position) return []
  const at: LngLat = [alert.position.longitude, alert.position.latitude]
  const { x, y } = map.project(at)
  return [{ alert, at, x, y }]
}
