import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { SkipLink } from '../ui/skip-link.tsx'
import { Mark } from './mark.tsx'
import styles from './shell.module.css'

interface FrameProps {
  /** What stands above everything: that this is a demo. */
  banner?: ReactNode
  /** Beside the name: where one is, whether there is a network. */
  header?: ReactNode
  /** The way elsewhere. */
  navigation?: ReactNode
  children: ReactNode
}

/** What every screen stands in, without anything that asks who is there; the build draws it too. */
export function Frame({ banner, header, navigation, children }: FrameProps) {
  return (
    <>
      <SkipLink />
      {banner}
      <div className={styles.frame}>
        <div className={styles.rail}>
          <header className={styles.header}>
            <Link href="/" className={styles.brand}>
              <Mark />
              <span>Vigie</span>
            </Link>
            {header}
          </header>
          {navigation}
        </div>
        <main id="content" className={styles.main} tabIndex={-1}>
          {children}
        </main>
        <footer className={styles.footer}>
          <Link href="/qui-voit-quoi">
            <Trans>Qui voit quoi</Trans>
          </Link>
          <Link href="/accessibilite">
            <Trans>Accessibilité</Trans>
          </Link>
        </footer>
      </div>
    </>
  )
}
