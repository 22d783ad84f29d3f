import { Trans, useLingui } from '@lingui/react/macro'
import { useLocation } from 'wouter'
import { EmergencyStrip } from '../ui/emergency-strip.tsx'
import { PageLayout } from '../ui/page-layout.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useViewer } from './session.tsx'
import styles from './shell.module.css'

/**
 * What a screen says while its code and its data are on their way. The build draws the screens where people arrive,
 * so that their first words need no script; here they stand until the whole screen is there.
 */
export function Waiting() {
  const { t } = useLingui()
  const viewer = useViewer()
  const [address] = useLocation()
  if (address === '/connexion') {
    return (
      <PageLayout
        title={t`Se connecter`}
        lead={
          <Trans>
            Voisins, mairie et police municipale se préviennent de ce qui sort de l’ordinaire. Personne n’y
            est anonyme.
          </Trans>
        }
        wide
      >
        <Skeleton />
      </PageLayout>
    )
  }
  if (address === '/signaler') {
    return (
      <PageLayout title={t`Signaler`} lead={t`Ce que vous voyez, pas qui vous soupçonnez.`}>
        <EmergencyStrip policePhone={viewer?.town.policePhone} />
        <Skeleton />
      </PageLayout>
    )
  }
  return (
    <>
      {address === '/' && (
        <div className={styles.onPhone}>
          <PageLayout title={viewer?.seesWholeTown ? t`Dans la ville` : t`Dans votre quartier`}>
            <EmergencyStrip compact />
          </PageLayout>
        </div>
      )}
      <div className={styles.waiting}>
        <Skeleton rows={3} />
      </div>
    </>
  )
}
