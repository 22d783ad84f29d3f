import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { LogOut, SendHorizontal, Smartphone, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { hasDraft } from './draft.ts'
import { failureWords } from './fault-words.ts'
import { leavePhone } from './leave-phone.ts'
import { unsentFor } from './read-outbox.ts'
import { useOutbox } from './use-outbox.ts'
import { sendNow } from './wake-sender.ts'

interface SignOutGuardProps {
  /** Ends the session on the server and wipes the rest of this device's data; throws when that failed. */
  signOut: () => Promise<void>
}

type Step = 'rest' | 'asking' | 'sure'

/** « Se déconnecter », with a question before it when something on this phone has not been sent: nothing is dropped silently. */
export function SignOutGuard({ signOut }: SignOutGuardProps) {
  const { i18n, t } = useLingui()
  const { owner } = useOutbox()
  const [step, setStep] = useState<Step>('rest')
  const [left, setLeft] = useState({ unsent: 0, draft: false })
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)

  async function attempt(work: () => Promise<void>) {
    setBusy(true)
    setFailure(null)
    await work().catch(setFailure)
    setBusy(false)
  }
  const leave = (keepUnsent: boolean) => attempt(() => leavePhone(owner, { keepUnsent }, signOut))
  const look = async () => {
    const unsent = owner ? (await unsentFor(owner)).length : 0
    const draft = owner ? await hasDraft(owner) : false
    setLeft({ unsent, draft })
    return unsent > 0 || draft
  }
  const begin = () =>
    attempt(async () => {
      if (await look()) setStep('asking')
      else await leavePhone(owner, { keepUnsent: false }, signOut)
    })
  const send = () =>
    attempt(async () => {
      await sendNow()
      if (!(await look())) await leavePhone(owner, { keepUnsent: false }, signOut)
    })

  const failed = failure !== null && (
    <Notice tone="danger" announced title={t`La déconnexion n’a pas abouti`}>
      {i18n._(failureWords(failure))}
    </Notice>
  )
  if (step === 'rest') {
    return (
      <>
        {failed}
        <Button icon={LogOut} busy={busy} onClick={begin}>{t`Se déconnecter`}</Button>
      </>
    )
  }
  return (
    <Notice
      tone="attention"
      announced
      title={
        left.unsent > 0 ? (
          <Plural
            value={left.unsent}
            one="# envoi n’est pas encore parti de ce téléphone"
            other="# envois ne sont pas encore partis de ce téléphone"
          />
        ) : (
          t`Un brouillon est commencé sur ce téléphone`
        )
      }
      actions={
        step === 'sure' ? (
          <>
            <Button tone="danger" icon={Trash2} busy={busy} onClick={() => leave(false)}>
              {left.unsent > 0 ? (
                <Plural value={left.unsent} one="Supprimer # envoi" other="Supprimer # envois" />
              ) : (
                t`Supprimer le brouillon`
              )}
            </Button>
            <Button onClick={() => setStep('asking')}>{t`Ne rien supprimer`}</Button>
          </>
        ) : (
          <>
            <Button tone="primary" icon={Smartphone} busy={busy} onClick={() => leave(true)}>
              {t`Garder jusqu’à ma prochaine connexion`}
            </Button>
            {left.unsent > 0 && (
              <Button icon={SendHorizontal} busy={busy} onClick={send}>{t`Envoyer maintenant`}</Button>
            )}
            <Button tone="quiet" icon={Trash2} onClick={() => setStep('sure')}>{t`Supprimer…`}</Button>
            <Button tone="quiet" onClick={() => setStep('rest')}>{t`Rester connecté`}</Button>
          </>
        )
      }
    >
      {step === 'sure' ? (
        <Trans>Ce qui est supprimé ne pourra pas être retrouvé, et personne n’en sera prévenu.</Trans>
      ) : (
        <Trans>
          Personne d’autre ne peut le lire ni l’envoyer : il attend votre prochaine connexion sur ce
          téléphone, puis part.
        </Trans>
      )}
      {failed}
    </Notice>
  )
}
