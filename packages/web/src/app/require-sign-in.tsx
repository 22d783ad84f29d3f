import { Trans, useLingui } from '@lingui/react/macro'
import { LogIn, RotateCw, WifiOff } from 'lucide-react'
import { type ReactNode, useCallback, useEffect } from 'react'
import { Redirect } from 'wouter'
import { Button, ButtonLink } from '../ui/button.tsx'
import { EmergencyStrip } from '../ui/emergency-strip.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { useFormOpen } from '../ui/form-guard.ts'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { useSignInPath } from '../ui/sign-in-path.ts'
import { useSession, useViewer } from './session.tsx'
import { Waiting } from './waiting.tsx'

interface RequireSignInProps {
  /** The screen needs nothing of the server: whom this device remembers may use it after their session has expired. */
  evenExpired?: boolean
  /** Fetches the screen's code, so that it need not wait for the server to say who is there. */
  meanwhile: () => Promise<unknown>
  children: ReactNode
}

/** Shows a screen to whoever is signed in, now or as this device remembers; leads others to the way in, and back. */
export function RequireSignIn({ evenExpired = false, meanwhile, children }: RequireSignInProps) {
  const { status } = useSession()
  const viewer = useViewer()
  const signIn = useSignInPath()
  const writing = useFormOpen()
  useEffect(() => {
    // Whoever shows the screen tries again, and says what became of it.
    meanwhile().catch(() => {})
  }, [meanwhile])
  const stays = viewer && (evenExpired || (status === 'expired' && writing))
  if (status === 'signed-in' || stays) {
    // One shape whatever the status: a form that is being filled in must not begin anew.
    return (
      <>
        {status === 'expired' && <SessionExpired />}
        {children}
      </>
    )
  }
  if (status === 'unknown') return <Waiting />
  if (status === 'unreachable') return <Unreachable />
  return <Redirect to={signIn} replace />
}

/** Calm, because nothing is lost: what is written here waits on the phone. */
function SessionExpired() {
  const signIn = (
    <ButtonLink tone="primary" icon={LogIn} href={useSignInPath()}>
      <Trans>Se connecter</Trans>
    </ButtonLink>
  )
  return (
    <Notice tone="attention" announced title={<Trans>Votre session a expiré</Trans>} actions={signIn}>
      <Trans>
        Connectez-vous pour que vos envois partent. D’ici là, ce que vous signalez est gardé sur ce téléphone.
      </Trans>
    </Notice>
  )
}

/** Milliseconds between two attempts of its own: longer than one waits for an answer. */
const AGAIN_MS = 10_000

/** Whoever waits before this screen need not tap: a server that was slow once is asked again. */
function Unreachable() {
  const { t } = useLingui()
  const { refresh } = useSession()
  const again = useCallback(() => {
    // Still no network: the screen stays as it is.
    refresh().catch(() => {})
  }, [refresh])
  useEffect(() => {
    const timer = setInterval(again, AGAIN_MS)
    return () => clearInterval(timer)
  }, [again])
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
          La première connexion a besoin du réseau ; Vigie réessaie d’elle-même. Ensuite, elle s’ouvre sans
          lui et garde ce que vous signalez.
        </Trans>
      </EmptyState>
    </Page>
  )
}
