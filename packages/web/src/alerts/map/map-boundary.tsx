import { Trans } from '@lingui/react/macro'
import { Component, type ReactNode, Suspense } from 'react'
import styles from './map-boundary.module.css'

interface MapBoundaryProps {
  /** How much room the map takes; held from the start, so that nothing moves when it comes. */
  className?: string
  children: ReactNode
}

/** Holds a map's place while its code is fetched, and says so when it cannot be: nothing needs the map. */
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
          <p className={styles.notice}>
            <Trans>
              La carte n’a pas pu être chargée. Tout ce qu’elle montre est aussi écrit sur cette page.
            </Trans>
          </p>
        ) : (
          <Suspense fallback={<div className={styles.waiting} />}>{children}</Suspense>
        )}
      </div>
    )
  }
}
