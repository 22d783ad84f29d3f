import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { LogIn, RefreshCw, SendHorizontal } from 'lucide-react'
import { useState } from 'react'
import { useSession } from '../app/session.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useSignInPath } from '../ui/sign-in-path.ts'
import { failureWords } from './fault-words.ts'
import { isUnsent, onlyPhotosFollow } from './outbox-entry.ts'
import { updateApp } from './update-app.ts'
import type { OutboxState } from './use-outbox.ts'
import { sendNow } from './wake-sender.ts'

/** What waits as a whole, why, and the way on; nothing when nothing waits. Loud until it is over. */
export function SendAll({ outbox }: { outbox: OutboxState }) {
  const { i18n, t } = useLingui()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const { status } = useSession()
  const signInPath = useSignInPath()
  const waiting = outbox.entries.filter((entry) => isUnsent(entry) && entry.state !== 'refused')
  const unsent = waiting.filter((entry) => !onlyPhotosFollow(entry)).length
  const problem = failure ?? outbox.failure
  if (problem) {
    return (
      <Notice tone="danger" announced title={t`Vos envois ne peuvent pas être lus`}>
        {i18n._(failureWords(problem))}
      </Notice>
    )
  }
  if (waiting.length === 0) return null
  const title =
    unsent > 0 ? (
      <Plural
        value={unsent}
        one="# envoi n’est pas encore parti"
        other="# envois ne sont pas encore partis"
      />
    ) : (
      t`C’est reçu ; des photos sont encore en route`
    )
  if (outbox.pause === 'UNAUTHENTICATED') {
    // Then the screen says it above everything, with the way in.
    if (status === 'expired') return <Notice tone="attention" title={title} />
    const signIn = <ButtonLink tone="primary" icon={LogIn} href={signInPath}>{t`Se reconnecter`}</ButtonLink>
    return (
      <Notice tone="attention" title={title} actions={signIn}>
        <Trans>
          Votre connexion a expiré. Rien n’est perdu : tout partira dès que vous serez reconnecté.
        </Trans>
      </Notice>
    )
  }
  if (outbox.pause === 'CONTRACT_TOO_OLD') {
    const update = (
      <Button tone="primary" icon={RefreshCw} onClick={() => void updateApp()}>
        {t`Mettre à jour`}
      </Button>
    )
    return (
      <Notice tone="attention" title={title} actions={update}>
        <Trans>
          Cette version de l’application est trop ancienne. Rien n’est perdu : tout partira après la mise à
          jour.
        </Trans>
      </Notice>
    )
  }
  const send = () => {
    setBusy(true)
    sendNow()
      .catch(setFailure)
      .finally(() => setBusy(false))
  }
  const button = (
    <Button tone="primary" icon={SendHorizontal} busy={busy} onClick={send}>
      {t`Tout envoyer maintenant`}
    </Button>
  )
  return (
    <Notice tone="attention" title={title} actions={button}>
      <Trans>
        Tout est enregistré sur ce téléphone et part tout seul dès que le réseau le permet, même application
        fermée sur la plupart des téléphones.
      </Trans>
    </Notice>
  )
}
