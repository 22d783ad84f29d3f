import { Trans, useLingui } from '@lingui/react/macro'
import { Crosshair, MapPin } from 'lucide-react'
import type { MapMouseEvent } from 'maplibre-gl'
import { type KeyboardEvent, useEffect, useEffectEvent, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { type Bounds, type LngLat, moved } from './geometry.ts'
import { MapCanvas, useDrawnMap } from './map-canvas.tsx'
import { MapMarker } from './map-marker.tsx'
import type { DrawnTown } from './map-style.ts'
import styles from './pin-map.module.css'

interface Coordinates {
  latitude: number
  longitude: number
}

interface PinCanvasProps {
  town: DrawnTown
  bounds: Bounds
  value: Coordinates | null
  onChange: (value: Coordinates) => void
}

/** Metres that one press of an arrow key moves the pin; with Shift, the longer step. */
const STEP = 5
const LONG_STEP = 50

export default function PinCanvas({ town, bounds, value, onChange }: PinCanvasProps) {
  const { t } = useLingui()
  return (
    <MapCanvas label={t`Carte : touchez l’endroit, ou amenez-le sous la croix`} town={town} bounds={bounds}>
      <Pin value={value} onChange={onChange} />
    </MapCanvas>
  )
}

function Pin({ value, onChange }: Pick<PinCanvasProps, 'value' | 'onChange'>) {
  const { t } = useLingui()
  const { map } = useDrawnMap()
  const [placed, setPlaced] = useState(0)
  const tapped = useEffectEvent((event: MapMouseEvent) => put([event.lngLat.lng, event.lngLat.lat]))
  useEffect(() => {
    const onTap = (event: MapMouseEvent) => tapped(event)
    map.on('click', onTap)
    return () => void map.off('click', onTap)
  }, [map])

  // A place that came from elsewhere (the phone's position) is brought into view; one put here already is.
  const [longitude, latitude] = value ? [value.longitude, value.latitude] : []
  useEffect(() => {
    if (longitude === undefined || latitude === undefined || map.getBounds().contains([longitude, latitude]))
      return
    map.easeTo({ center: [longitude, latitude], zoom: Math.max(map.getZoom(), 15) })
  }, [map, longitude, latitude])

  function put([longitude, latitude]: LngLat) {
    onChange({ longitude, latitude })
    setPlaced((count) => count + 1)
  }

  function step(event: KeyboardEvent) {
    const metres = event.shiftKey ? LONG_STEP : STEP
    const ways: Record<string, [east: number, north: number]> = {
      ArrowUp: [0, metres],
      ArrowDown: [0, -metres],
      ArrowRight: [metres, 0],
      ArrowLeft: [-metres, 0],
    }
    const way = ways[event.key]
    if (!way || !value) return
    event.preventDefault()
    event.stopPropagation()
    put(moved([value.longitude, value.latitude], ...way))
  }

  return (
    <>
      <span className={styles.cross}>
        <Icon of={Crosshair} size="large" />
      </span>
      <Button
        className={styles.confirm}
        icon={MapPin}
        onClick={() => put([map.getCenter().lng, map.getCenter().lat])}
      >
        {value ? <Trans>Déplacer ici</Trans> : <Trans>C’est ici</Trans>}
      </Button>
      {value && (
        <MapMarker at={[value.longitude, value.latitude]} draggable onMoved={put}>
          <button
            type="button"
            className={styles.pin}
            aria-label={t`Lieu choisi. Les flèches le déplacent de 5 mètres, avec Maj de 50 mètres.`}
            onKeyDown={step}
          >
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d="M12 23.2c-.4 0-8.2-7.3-8.2-13.4a8.2 8.2 0 1 1 16.4 0c0 6.1-7.8 13.4-8.2 13.4z" />
              <circle cx="12" cy="9.8" r="3.2" />
            </svg>
          </button>
        </MapMarker>
      )}
      <VisuallyHidden role="status">{placed > 0 && t`Lieu placé sur la carte.`}</VisuallyHidden>
    </>
  )
}
