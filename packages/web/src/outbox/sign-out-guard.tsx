import { useLingui } from '@lingui/react/macro'
import { LogOut } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { hasDraft } from './draft.ts'
import { failureWords } from './fault-words.ts'
import { leavePhone } from './leave-phone.ts'
import { unsentFor } from './read-outbox.ts'
import { type LeftBehind, SignOutQuestion } from './sign-out-question.tsx'
import { useOutbox } from './use-outbox.ts'
import { sendNow } from './wake-sender.ts'

interface SignOutGuardProps {
  /** Ends the session on the server and wipes the rest of this device's data; throws when that failed. */
  signOut: () => Promise<void>
}

/** « Se déconnecter », with a question first when something on this phone was not sent: nothing is dropped silently. */
export function SignOutGuard({ signOut }: SignOutGuardProps) {
  const { i18n, t } = useLingui()
  const { owner } = useOutbox()
  const [left, setLeft] = useState<LeftBehind | null>(null)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)

  async function attempt(work: () => Promise<void>) {
    setBusy(true)
    setFailure(null)
    await work().catch(setFailure)
    setBusy(false)
  }
  const leave = (keepUnsent: boolean) => leavePhone(owner, { keepUnsent }, signOut)

  /** Leaves at once when nothing would be lost, and asks otherwise. */
  async function leaveOrAsk() {
    const unsent = owner ? (await unsentFor(owner)).length : 0
    const draft = owner ? await hasDraft(owner) : false
    if (unsent > 0 || draft) return setLeft({ unsent, draft })
    setLeft(null)
    await leave(false)
  }

  return (
    <>
      <Button icon={LogOut} busy={busy && !left} onClick={() => attempt(leaveOrAsk)}>
        {t`Se déconnecter`}
      </Button>
      {left && (
        <SignOutQuestion
          left={left}
          busy={busy}
          failure={failure === null ? null : i18n._(failureWords(failure))}
          onKeep={() => attempt(() => leave(true))}
          onSend={() => attempt(() => sendNow().then(leaveOrAsk))}
          onDelete={() => attempt(() => leave(false))}
          onClose={() => setLeft(null)}
        />
      )}
      {failure !== null && !left && (
        <Notice tone="danger" announced title={t`La déconnexion n’a pas abouti`}>
          {i18n._(failureWords(failure))}
        </Notice>
      )}
    </>
  )
}
