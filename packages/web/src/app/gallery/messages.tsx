import { Bird, Megaphone } from 'lucide-react'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { IphoneSteps } from '../../ui/install-hint.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import styles from './gallery.module.css'

/** What the app says. */
export function Messages() {
  return (
    <div className={styles.columns}>
      <div className={styles.stack}>
        <Notice title="Votre position reste floue">
          Vos voisins voient le quartier, pas le point exact.
        </Notice>
        <Notice
          tone="attention"
          title="Enregistré sur ce téléphone, pas encore envoyé"
          actions={<Button>Envoyer maintenant</Button>}
        >
          Il partira dès que le réseau revient, même si vous fermez Vigie.
        </Notice>
        <Notice tone="danger" title="Le serveur a refusé cet envoi">
          La description dépasse 2 000 caractères : raccourcissez-la.
        </Notice>
        <ProgressBar label="Envoi des photos" done={0.5} left="2 photos sur 4" />
        <ProgressBar label="Préparation" done={null} />
      </div>
      <Card>
        <EmptyState
          icon={Bird}
          title="Tout est calme dans votre quartier"
          action={
            <ButtonLink href="/signaler" tone="primary" icon={Megaphone}>
              Signaler à mes voisins
            </ButtonLink>
          }
        >
          Ce que vos voisins signalent apparaîtra ici.
        </EmptyState>
      </Card>
      <Card>
        <h2>Gardez Vigie à portée de main</h2>
        <IphoneSteps />
        <Skeleton rows={1} />
        <Skeleton rows={2} shape="line" />
      </Card>
    </div>
  )
}
