import { Trans, useLingui } from '@lingui/react/macro'
import { LogIn } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/text-input.tsx'
import styles from './sign-in.module.css'
import type { SignInProblem } from './sign-in.ts'

interface SignInFormProps {
  title: string | null
  problem: SignInProblem | null
  busy: boolean
  onSubmit: (email: string, password: string) => void
}

/** E-mail and password; what is missing is named at its field, what failed above the button. */
export function SignInForm({ title, problem, busy, onSubmit }: SignInFormProps) {
  const { t } = useLingui()
  const words = useProblemWords()
  const form = useRef<HTMLFormElement>(null)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [visible, setVisible] = useState(false)
  const [asked, setAsked] = useState(false)
  const emailError =
    asked && !/^\S+@\S+\.\S+$/.test(email) && t`Écrivez votre adresse, comme prenom@exemple.fr.`
  const passwordError = asked && password === '' && t`Écrivez votre mot de passe.`

  function submit(event: FormEvent) {
    event.preventDefault()
    setAsked(true)
    if (/^\S+@\S+\.\S+$/.test(email) && password !== '') onSubmit(email.trim(), password)
    else requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
  }

  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      <div className={styles.title}>{title && <h2>{title}</h2>}</div>
      <Field label={t`Adresse e-mail`} error={emailError}>
        {(control) => (
          <TextInput
            {...control}
            type="email"
            name="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <Field label={t`Mot de passe`} error={passwordError}>
        {(control) => (
          <div className={styles.password}>
            <TextInput
              {...control}
              type={visible ? 'text' : 'password'}
              name="password"
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
            <Button tone="quiet" aria-pressed={visible} onClick={() => setVisible(!visible)}>
              {visible ? <Trans>Cacher</Trans> : <Trans>Montrer</Trans>}
            </Button>
          </div>
        )}
      </Field>
      <div role="alert">{problem && <p className={styles.problem}>{words[problem]}</p>}</div>
      <Button type="submit" tone="primary" icon={LogIn} large wide busy={busy}>
        <Trans>Se connecter</Trans>
      </Button>
    </form>
  )
}

function useProblemWords(): Record<SignInProblem, string> {
  const { t } = useLingui()
  return {
    WRONG: t`Cette adresse et ce mot de passe ne vont pas ensemble. Vérifiez les majuscules, puis réessayez.`,
    OFFLINE: t`Pas de réseau : la connexion a besoin du serveur. Ce que vous aviez enregistré sur ce téléphone y reste.`,
    TOO_OFTEN: t`Trop d’essais de suite. Attendez une minute, puis réessayez.`,
    BUSY: t`Beaucoup de personnes se connectent en ce moment. Réessayez dans quelques secondes.`,
    FAULT: t`Le serveur a un souci de son côté. Réessayez dans un moment ; rien n’est perdu.`,
  }
}
