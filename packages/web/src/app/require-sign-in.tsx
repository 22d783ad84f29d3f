import { Trans, useLingui } from '@lingui/react/macro'
import { RotateCw, WifiOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { Redirect, useLocation, useSearch } from 'wouter'
import { Button } from '../ui/button.tsx'
import { EmergencyStrip } from '../ui/emergency-strip.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { useSession } from './session.tsx'
import { Waiting } from './shell.tsx'

/** Shows a screen to whoever is signed in, now or as this device remembers; leads others to the way in, and back. */
export function RequireSignIn({ children }: { children: ReactNode }) {
  const { status } = useSession()
  const [address] = useLocation()
  const search = useSearch()
  if (status === 'signed-in') return children
  if (status === 'unknown') return <Waiting />
  if (status === 'unreachable') return <Unreachable />
  const back = search ? `${address}?${search}` : address
  return <Redirect to={`/connexion?${new URLSearchParams({ retour: back })}`} replace />
}

function Unreachable() {
  const { t } = useLingui()
  const { refresh } = useSession()
  const again = () => {
    // Still no network: the screen stays as it is.
    refresh().catch(() => {})
  }
  return (
    <Page title={t`Vigie ne joint pas son serveur`}>
      <EmergencyStrip />
      <EmptyState
        icon={WifiOff}
        title={<Trans>Personne n’est encore connecté sur cet appareil</Trans>}
        action={
          <Button icon={RotateCw} onClick={again}>
            <Trans>Réessayer</Trans>
          </Button>
        }
      >
        <Trans>
          La première connexion a besoin du réseau. Ensuite, Vigie s’ouvre sans lui et garde ce que vous
          signalez.
        </Trans>
      </EmptyState>
    </Page>
  )
}
