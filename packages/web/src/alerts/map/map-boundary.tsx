import { Trans } from '@lingui/react/macro'
import { Component, type ReactNode, Suspense } from 'react'
import { useReachable } from '../../app/reachability.ts'
import styles from './map-boundary.module.css'

interface MapBoundaryProps {
  /** How much room the map takes; held from the start, so that nothing moves when it comes. */
  className?: string
  /** Nothing while the town's shape is not there. */
  children: ReactNode
}

/** Holds a map's place while its code and data are fetched, and says so when it cannot be: nothing needs the map. */
export class MapBoundary extends Component<MapBoundaryProps, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    const { className, children } = this.props
    return (
      <div className={className}>
        {this.state.failed ? (
          <MapMissing />
        ) : (
          <Suspense fallback={<div className={styles.waiting} />}>{children || <MapNotYet />}</Suspense>
        )}
      </div>
    )
  }
}

/** In place of a map until the town's shape is there. */
export function MapNotYet() {
  return useReachable() ? <div className={styles.waiting} /> : <MapMissing />
}

/** In place of a map whose code or data is not on this device. */
function MapMissing() {
  const reachable = useReachable()
  return (
    <p className={styles.notice}>
      {reachable ? (
        <Trans>
          La carte n’a pas pu être chargée. Tout ce qu’elle montre est aussi écrit sur cette page.
        </Trans>
      ) : (
        <Trans>
          La carte n’est pas encore sur cet appareil, et il n’y a pas de réseau. Tout ce qu’elle montre est
          aussi écrit sur cette page.
        </Trans>
      )}
    </p>
  )
}
