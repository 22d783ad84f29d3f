import { Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, Suspense } from 'react'
import { useLocation } from 'wouter'
import { ButtonLink } from '../ui/button.tsx'
import { DemoBanner, isDemo } from '../ui/demo-banner.tsx'
import { LiveRegion } from '../ui/live-region.tsx'
import { OfflineBadge } from '../ui/offline-badge.tsx'
import { Toasts } from '../ui/toast.tsx'
import { FaultBoundary } from './fault-boundary.tsx'
import { Frame } from './frame.tsx'
import { NavigationBar } from './navigation-bar.tsx'
import { useReachable } from './reachability.ts'
import { useSession, useViewer } from './session.tsx'
import styles from './shell.module.css'
import { useUpdateOffer } from './updates.ts'
import { Waiting } from './waiting.tsx'

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
      <Frame
        banner={isDemo() && <DemoBanner />}
        header={
          <>
            {place && address !== '/' && <span className={styles.place}>{place}</span>}
            {!reachable && <OfflineBadge />}
            {status !== 'unknown' && status !== 'signed-in' && address !== '/connexion' && (
              <ButtonLink href="/connexion">
                <Trans>Se connecter</Trans>
              </ButtonLink>
            )}
          </>
        }
        navigation={viewer && <NavigationBar viewer={viewer} />}
      >
        <FaultBoundary address={address} title={t`Écran indisponible`}>
          <Suspense fallback={<Waiting />}>{children}</Suspense>
        </FaultBoundary>
      </Frame>
      <Toasts />
      <LiveRegion />
    </>
  )
}
