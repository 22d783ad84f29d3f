import { Marker, type PositionAnchor } from 'maplibre-gl'
import { type ReactNode, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import type { LngLat } from './geometry.ts'
import { useDrawnMap } from './map-canvas.tsx'

interface MapMarkerProps {
  at: LngLat
  anchor?: PositionAnchor
  /** Drawn above its neighbours. */
  raised?: boolean
  draggable?: boolean
  onMoved?: (at: LngLat) => void
  children: ReactNode
}

/** Something of HTML that stands on a point of the map, with its own words and keys. */
export function MapMarker({
  at,
  anchor = 'bottom',
  raised,
  draggable = false,
  onMoved,
  children,
}: MapMarkerProps) {
  const { map } = useDrawnMap()
  const [marker] = useState(
    () => new Marker({ element: document.createElement('div'), anchor, subpixelPositioning: true }),
  )
  const [longitude, latitude] = at

  useEffect(() => {
    marker.setLngLat([longitude, latitude]).addTo(map)
  }, [marker, map, longitude, latitude])
  useEffect(() => () => void marker.remove(), [marker])

  useEffect(() => {
    marker.setDraggable(draggable)
    // The content has its own role and words.
    marker.getElement().removeAttribute('role')
    marker.getElement().removeAttribute('tabindex')
    marker.getElement().style.zIndex = raised ? '2' : ''
  }, [marker, draggable, raised])

  useEffect(() => {
    if (!onMoved) return
    const tell = () => onMoved([marker.getLngLat().lng, marker.getLngLat().lat])
    marker.on('dragend', tell)
    return () => void marker.off('dragend', tell)
  }, [marker, onMoved])

  return createPortal(children, marker.getElement())
}
