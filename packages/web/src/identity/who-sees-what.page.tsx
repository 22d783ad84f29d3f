import { Trans, useLingui } from '@lingui/react/macro'
import { Landmark, type LucideIcon, Scale, Shield, UserRound, Users } from 'lucide-react'
import type { ReactNode } from 'react'
import { Card } from '../ui/card.tsx'
import { Icon } from '../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import styles from './who-sees-what.module.css'

/** Who sees what of an alert, plainly, before anybody has to ask. */
export default function WhoSeesWhatPage() {
  const { t } = useLingui()
  return (
    <Page
      title={t`Qui voit quoi`}
      lead={t`Personne n’est anonyme sur Vigie, et personne ne voit plus que ce dont il a besoin.`}
    >
      <Viewers icon={Users} title={t`Vos voisins, dans votre quartier`}>
        <li>
          <Trans>Ce que vous avez écrit, vos photos, votre nom et votre rôle.</Trans>
        </li>
        <li>
          <Trans>
            Un endroit approximatif, à 150 m près : jamais votre adresse, jamais le point exact que vous avez
            posé. Les mots que vous écrivez pour dire où, eux, se lisent tels quels.
          </Trans>
        </li>
        <li>
          <Trans>Où en est l’alerte, et les commentaires.</Trans>
        </li>
        <li>
          <Trans>Les autres quartiers ne voient rien de tout cela.</Trans>
        </li>
      </Viewers>
      <Viewers icon={Shield} title={t`La police municipale`}>
        <li>
          <Trans>Toutes les alertes de la ville, avec l’endroit exact.</Trans>
        </li>
        <li>
          <Trans>Combien de personnes ont été prévenues.</Trans>
        </li>
        <li>
          <Trans>Ni votre téléphone, ni votre adresse e-mail.</Trans>
        </li>
      </Viewers>
      <Viewers icon={Landmark} title={t`La mairie`}>
        <li>
          <Trans>La même chose que la police municipale.</Trans>
        </li>
      </Viewers>
      <Viewers icon={Scale} title={t`La modération`}>
        <li>
          <Trans>
            Toutes les alertes et tous les commentaires de la ville, pour que les échanges restent
            respectueux ; l’endroit reste approximatif.
          </Trans>
        </li>
      </Viewers>
      <Viewers icon={UserRound} title={t`Vous, la mairie et la police, et personne d’autre`}>
        <li>
          <Trans>Les mots que la police ou la mairie vous écrit sur votre alerte.</Trans>
        </li>
        <li>
          <Trans>Le point exact que vous avez posé sur la carte.</Trans>
        </li>
      </Viewers>
      <Card>
        <h2>
          <Trans>Ce qui reste sur votre téléphone</Trans>
        </h2>
        <p>
          <Trans>
            Vos brouillons et vos envois en attente ; les dernières alertes, pour les lire sans réseau. Se
            déconnecter les efface ; ce qui n’est pas encore parti, seulement si vous le demandez. Les
            notifications ne montrent aucun détail sur un écran verrouillé.
          </Trans>
        </p>
        <p>
          <Trans>
            Les photos perdent leurs données cachées (lieu, heure, appareil) avant de quitter le téléphone.
            Aucune page de Vigie n’appelle un autre site.
          </Trans>
        </p>
      </Card>
    </Page>
  )
}

function Viewers({ icon, title, children }: { icon: LucideIcon; title: string; children: ReactNode }) {
  return (
    <Card>
      <h2 className={styles.title}>
        <Icon of={icon} />
        {title}
      </h2>
      <ul className={styles.list}>{children}</ul>
    </Card>
  )
}
