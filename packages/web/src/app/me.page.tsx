import { useApolloClient } from '@apollo/client/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { MyAlerts } from '../alerts/my-alerts.tsx'
import { ChooseLocaleDocument } from '../gen/graphql.ts'
import { WhoIAm } from '../identity/who-i-am.tsx'
import { PushSettings } from '../notifications/push-settings.tsx'
import { SignOutGuard } from '../outbox/sign-out-guard.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { InstallHint } from '../ui/install-hint.tsx'
import { LanguageSwitch } from '../ui/language-switch.tsx'
import { Page } from '../ui/page.tsx'
import { ThemeSwitch } from '../ui/theme-switch.tsx'
import { chooseLocale, type Locale } from './locale.ts'
import styles from './me.module.css'
import { useSignOut } from './sign-out.ts'

/** Who uses this device, what became of their alerts, and how the app behaves for them. */
export default function MePage() {
  const { t } = useLingui()
  const client = useApolloClient()
  const signOut = useSignOut()

  async function speak(locale: Locale) {
    await chooseLocale(locale)
    const variables = { locale: locale === 'en' ? ('EN' as const) : ('FR' as const) }
    // Notifications follow the server's note; the screen does not wait for it.
    await client.mutate({ mutation: ChooseLocaleDocument, variables }).catch(() => {})
  }

  return (
    <Page title={t`Moi`}>
      <WhoIAm />
      <section className={styles.section} aria-labelledby="mine">
        <h2 id="mine">
          <Trans>Mes alertes et leurs suites</Trans>
        </h2>
        <MyAlerts />
        <ButtonLink href="/envois">
          <Trans>Voir mes envois</Trans>
        </ButtonLink>
      </section>
      <Card>
        <h2>
          <Trans>Notifications</Trans>
        </h2>
        <PushSettings />
      </Card>
      <Card>
        <h2>
          <Trans>Langue et apparence</Trans>
        </h2>
        <LanguageSwitch onChoose={speak} />
        <ThemeSwitch />
      </Card>
      <InstallHint />
      <section className={styles.section} aria-labelledby="trust">
        <h2 id="trust">
          <Trans>Confiance</Trans>
        </h2>
        <div className={styles.links}>
          <ButtonLink href="/qui-voit-quoi">
            <Trans>Qui voit quoi</Trans>
          </ButtonLink>
          <ButtonLink href="/accessibilite">
            <Trans>Accessibilité</Trans>
          </ButtonLink>
        </div>
      </section>
      <section className={styles.section} aria-label={t`Se déconnecter`}>
        <p className={styles.quiet}>
          <Trans>
            Se déconnecter efface de cet appareil ce que Vigie y gardait, et arrête ses notifications.
          </Trans>
        </p>
        <SignOutGuard signOut={signOut} />
      </section>
    </Page>
  )
}
