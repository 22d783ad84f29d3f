import { Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, Suspense } from 'react'
import { Link, useLocation } from 'wouter'
import { ButtonLink } from '../ui/button.tsx'
import { DemoBanner, isDemo } from '../ui/demo-banner.tsx'
import { LiveRegion } from '../ui/live-region.tsx'
import { OfflineBadge } from '../ui/offline-badge.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { SkipLink } from '../ui/skip-link.tsx'
import { Toasts } from '../ui/toast.tsx'
import { FaultBoundary } from './fault-boundary.tsx'
import { Mark } from './mark.tsx'
import { NavigationBar } from './navigation-bar.tsx'
import { useReachable } from './reachability.ts'
import { useSession, useViewer } from './session.tsx'
import styles from './shell.module.css'
import { useUpdateOffer } from './updates.ts'

/** What stands around every screen: the name, where one is, the way elsewhere, messages. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useLingui()
  const viewer = useViewer()
  const { status } = useSession()
  const reachable = useReachable()
  const [address] = useLocation()
  useUpdateOffer()
  const place = viewer?.seesWholeTown ? viewer.town.name : viewer?.neighbourhood?.name
  return (
    <>
      <SkipLink />
      {isDemo() && <DemoBanner />}
      <div className={styles.frame}>
        <div className={styles.rail}>
          <header className={styles.header}>
            <Link href="/" className={styles.brand}>
              <Mark />
              <span>Vigie</span>
            </Link>
            {place && address !== '/' && <span className={styles.place}>{place}</span>}
            {!reachable && <OfflineBadge />}
            {status !== 'unknown' && status !== 'signed-in' && address !== '/connexion' && (
              <ButtonLink href="/connexion">
                <Trans>Se connecter</Trans>
              </ButtonLink>
            )}
          </header>
          {viewer && <NavigationBar viewer={viewer} />}
        </div>
        <main id="content" className={styles.main} tabIndex={-1}>
          <FaultBoundary address={address} title={t`Écran indisponible`}>
            <Suspense fallback={<Waiting />}>{children}</Suspense>
          </FaultBoundary>
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
      <Toasts />
      <LiveRegion />
    </>
  )
}

/** While a screen's code is on its way. */
export function Waiting() {
  return (
    <div className={styles.waiting}>
      <Skeleton rows={3} />
    </div>
  )
}
