import { useQuery } from '@apollo/client/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { WelcomeDocument } from '../gen/graphql.ts'
import { ButtonLink } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Page } from '../ui/page.tsx'
import styles from './accessibility.module.css'

/** The accessibility statement: what is aimed at, what falls short, whom to tell. */
export default function AccessibilityPage() {
  const { t } = useLingui()
  const { data } = useQuery(WelcomeDocument, { fetchPolicy: 'cache-first' })
  const town = data?.welcome.townName
  return (
    <Page
      title={t`Accessibilité`}
      lead={t`Vigie doit servir à tout le monde, la nuit, sans lunettes, d’une seule main.`}
    >
      <Card>
        <h2>
          <Trans>Ce que nous visons</Trans>
        </h2>
        <p>
          <Trans>
            Vigie vise les règles du RGAA 4.1 et des WCAG 2.2, niveau AA. Aucun organisme extérieur ne l’a
            encore vérifié : cette page dit ce que nous en savons nous-mêmes.
          </Trans>
        </p>
        <ul className={styles.list}>
          <li>
            <Trans>Tout se fait au clavier, et l’ordre suit la lecture.</Trans>
          </li>
          <li>
            <Trans>
              Les lecteurs d’écran entendent chaque écran, chaque erreur et chaque alerte qui arrive.
            </Trans>
          </li>
          <li>
            <Trans>
              Le texte peut doubler de taille, et l’écran mesurer 320 pixels, sans que rien ne se perde.
            </Trans>
          </li>
          <li>
            <Trans>Rien n’est dit par la seule couleur : la gravité a aussi une forme et un mot.</Trans>
          </li>
          <li>
            <Trans>
              Les mouvements s’arrêtent si votre appareil le demande ; le contraste augmente de même.
            </Trans>
          </li>
          <li>
            <Trans>Aucun message important ne disparaît tout seul.</Trans>
          </li>
        </ul>
      </Card>
      <Card>
        <h2>
          <Trans>Ce qui reste imparfait</Trans>
        </h2>
        <ul className={styles.list}>
          <li>
            <Trans>
              La carte se lit mal sans la vue. Une liste la remplace toujours, avec les mêmes alertes.
            </Trans>
          </li>
          <li>
            <Trans>
              Les photos des habitants n’ont pas de description ; le texte de l’alerte en tient lieu.
            </Trans>
          </li>
        </ul>
      </Card>
      <Card>
        <h2>
          <Trans>Quelque chose vous arrête ?</Trans>
        </h2>
        <p>
          {town ? (
            <Trans>
              Dites-le à la mairie de {town} : elle doit vous répondre et vous proposer un autre moyen.
            </Trans>
          ) : (
            <Trans>Dites-le à votre mairie : elle doit vous répondre et vous proposer un autre moyen.</Trans>
          )}
        </p>
        <p>
          <Trans>Sans réponse, vous pouvez saisir le Défenseur des droits, au 09 69 39 00 00.</Trans>
        </p>
        <div>
          <ButtonLink href="tel:+33969390000">
            <Trans>Appeler le Défenseur des droits</Trans>
          </ButtonLink>
        </div>
      </Card>
    </Page>
  )
}
