import { useLingui } from '@lingui/react/macro'
import { MapPinOff, Minus, Plus, Shrink } from 'lucide-react'
import { Map as MapLibre, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from 'react'
import { Icon } from '../../ui/icon.tsx'
import type { Bounds } from './geometry.ts'
import styles from './map-canvas.module.css'
import { type Circle, type DrawnTown, mapStyle } from './map-style.ts'
import { PALETTES, type Palette } from './palette.ts'
import { useScheme } from './use-scheme.ts'

// Without its worker the library draws nothing and tells nobody: better no map, in words (`MapBoundary`).
if (!(await fetch(workerUrl)).ok) throw new Error('the map’s worker is not there')
setWorkerUrl(workerUrl)

/** A map that is drawn and the colours it is drawn in; for pins and circles upon it. */
export interface DrawnMap {
  map: MapLibre
  palette: Palette
}

const MapContext = createContext<DrawnMap | null>(null)

/** The map around the calling component. */
export function useDrawnMap(): DrawnMap {
  const drawn = use(MapContext)
  if (!drawn) throw new Error('useDrawnMap stands outside a MapCanvas')
  return drawn
}

interface MapCanvasProps {
  /** What the map shows, for those who do not see it. */
  label: string
  town: DrawnTown
  /** What is in view at first, and again by « Tout voir ». Keep its identity while it means the same. */
  bounds: Bounds
  maxZoom?: number
  /** Where something certainly lies within: an approximate position. Keep its identity too. */
  circle?: Circle | null
  children?: ReactNode
}

const PADDING = 32

/** The town drawn from what lies on this device. Pan, zoom and keyboard are MapLibre's; it never turns or tilts. */
export function MapCanvas({ label, town, bounds, maxZoom = 16, circle = null, children }: MapCanvasProps) {
  const frame = useRef<HTMLDivElement>(null)
  const container = useRef<HTMLDivElement>(null)
  const scheme = useScheme(frame)
  const [map, setMap] = useState<MapLibre | null>(null)
  const [absent, setAbsent] = useState(false)
  const style = useMemo(
    () => (scheme ? mapStyle(town, PALETTES[scheme], circle) : null),
    [town, scheme, circle],
  )

  // Setting the style it was opened with would throw away what is being drawn.
  const drawnStyle = useRef(style)
  const open = useEffectEvent(() => {
    if (!container.current || !style) return null
    const made = openMap(container.current, { style, bounds, label, maxZoom })
    drawnStyle.current = style
    if (!made) setAbsent(true)
    return made
  })
  const ready = style !== null
  useEffect(() => {
    const made = ready ? open() : null
    if (!made) return
    made.once('style.load', () => setMap(made))
    return () => {
      setMap(null)
      made.remove()
    }
  }, [ready])

  useEffect(() => {
    if (!map || !style || drawnStyle.current === style) return
    drawnStyle.current = style
    map.setStyle(style)
  }, [map, style])

  useEffect(() => {
    map?.fitBounds(bounds, { padding: PADDING, maxZoom, duration: 0 })
  }, [map, bounds, maxZoom])

  const drawn = useMemo(() => (map && scheme ? { map, palette: PALETTES[scheme] } : null), [map, scheme])
  return (
    <div ref={frame} className={styles.frame}>
      <div ref={container} className={styles.canvas} />
      {absent && <MapAbsent />}
      {drawn && <MapContext value={drawn}>{children}</MapContext>}
      {drawn && <MapControls map={drawn.map} bounds={bounds} />}
    </div>
  )
}

function MapControls({ map, bounds }: { map: MapLibre; bounds: Bounds }) {
  const { t } = useLingui()
  const controls = [
    { word: t`Agrandir`, icon: Plus, act: () => map.zoomIn() },
    { word: t`Réduire`, icon: Minus, act: () => map.zoomOut() },
    { word: t`Tout voir`, icon: Shrink, act: () => map.fitBounds(bounds, { padding: PADDING }) },
  ]
  return (
    <div className={styles.controls}>
      {controls.map(({ word, icon, act }) => (
        <button
          key={word}
          type="button"
          className={styles.control}
          title={word}
          aria-label={word}
          onClick={act}
        >
          <Icon of={icon} />
        </button>
      ))}
    </div>
  )
}

/** In place of a map that cannot be drawn here; what it would show stands in words beside it. */
export function MapAbsent() {
  const { t } = useLingui()
  return (
    <p className={styles.absent}>
      <Icon of={MapPinOff} size="large" />
      {t`La carte ne peut pas s’afficher sur cet appareil. Tout ce qu’elle montre est aussi écrit sur cette page.`}
    </p>
  )
}

interface Opening {
  style: ReturnType<typeof mapStyle>
  bounds: Bounds
  label: string
  maxZoom: number
}

function openMap(container: HTMLElement, { style, bounds, label, maxZoom }: Opening): MapLibre | null {
  try {
    const map = new MapLibre({
      container,
      style,
      bounds,
      fitBoundsOptions: { padding: PADDING, maxZoom },
      locale: { 'Map.Title': label },
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      maxZoom: 19,
      fadeDuration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 150,
    })
    map.touchZoomRotate.disableRotation()
    map.keyboard.disableRotation()
    return map
  } catch {
    // No WebGL: an old phone, or a browser that forbids it.
    return null
  }
}
