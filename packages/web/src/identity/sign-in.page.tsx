import { useQuery } from '@apollo/client/react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { useSearch } from 'wouter'
import { SignInWelcomeDocument } from '../gen/graphql.ts'
import { unsentOnThisPhone } from '../outbox/outbox.ts'
import { isDemo } from '../ui/demo-banner.tsx'
import { EmergencyStrip } from '../ui/emergency-strip.tsx'
import { Page } from '../ui/page.tsx'
import { DemoAccounts } from './demo-accounts.tsx'
import styles from './sign-in.module.css'
import { returnPath, type SignInProblem, signIn } from './sign-in.ts'
import { SignInForm } from './sign-in-form.tsx'

/** The way in: e-mail and password, and in a demo one tap. Leads back to where one was. */
export default function SignInPage() {
  const { t } = useLingui()
  const search = useSearch()
  const { data, error } = useQuery(SignInWelcomeDocument)
  const [busy, setBusy] = useState<string | null>(null)
  const [problem, setProblem] = useState<SignInProblem | null>(null)
  const welcome = data?.welcome

  async function enter(email: string, password: string) {
    setBusy(email)
    const found = await signIn(email, password)
    setProblem(found)
    if (found) setBusy(null)
    // A fresh start: nothing of whoever was here before stays in memory.
    else window.location.assign(returnPath(search))
  }

  return (
    <Page
      title={t`Se connecter`}
      lead={
        <Trans>
          Voisins, mairie et police municipale se préviennent de ce qui sort de l’ordinaire. Personne n’y est
          anonyme.
        </Trans>
      }
      wide
    >
      <div className={styles.columns}>
        {/* « Signaler » leads here whoever has no session: whom to call comes first here too. */}
        <div className={styles.first}>
          <EmergencyStrip compact />
        </div>
        {isDemo() && (
          <DemoAccounts
            accounts={welcome?.demoAccounts ?? (error ? [] : null)}
            busy={busy}
            onChoose={(it) => enter(it.email, it.password)}
          />
        )}
        <div className={styles.own}>
          <WaitingEntries />
          <SignInForm
            title={isDemo() ? t`Avec un autre compte` : (welcome?.townName ?? null)}
            problem={problem}
            busy={busy !== null}
            onSubmit={enter}
          />
        </div>
      </div>
    </Page>
  )
}

/** What lies unsent on this phone, by number only: whose it is shows itself after signing in. */
function WaitingEntries() {
  const [count, setCount] = useState(0)
  useEffect(() => {
    unsentOnThisPhone().then(setCount, () => {})
  }, [])
  if (count === 0) return null
  return (
    <p className={styles.waiting}>
      <Plural
        value={count}
        one="Un envoi attend sur ce téléphone. Il partira dès que son auteur se sera connecté ; rien n’est perdu."
        other="# envois attendent sur ce téléphone. Ils partiront dès que leur auteur se sera connecté ; rien n’est perdu."
      />
    </p>
  )
}
