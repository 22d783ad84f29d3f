import { Trans } from '@lingui/react/macro'
import { Download } from 'lucide-react'
import { Button } from './button.tsx'
import { Card } from './card.tsx'
import { useInstall } from './install.ts'
import { AddDrawing, MenuDrawing, ShareDrawing } from './install-drawings.tsx'
import styles from './install-hint.module.css'

/** Why and how to put Vigie on the home screen; nothing where it is already or cannot be. */
export function InstallHint() {
  const { way, install } = useInstall()
  if (way === 'installed' || way === 'none') return null
  return (
    <Card>
      <h2>
        <Trans>Gardez Vigie à portée de main</Trans>
      </h2>
      <p>
        <Trans>
          Sur votre écran d’accueil, elle s’ouvre d’un geste, même sans réseau, et peut vous prévenir.
        </Trans>
      </p>
      {way === 'prompt' ? (
        <div>
          <Button tone="primary" icon={Download} onClick={install}>
            <Trans>Installer Vigie</Trans>
          </Button>
        </div>
      ) : (
        <IphoneSteps />
      )}
    </Card>
  )
}

/** The three taps in Safari, drawn. */
export function IphoneSteps() {
  return (
    <ol className={styles.steps}>
      <li>
        <ShareDrawing />
        <span>
          <Trans>
            Touchez <strong>Partager</strong>, en bas de Safari.
          </Trans>
        </span>
      </li>
      <li>
        <MenuDrawing />
        <span>
          <Trans>
            Faites défiler et choisissez <strong>Sur l’écran d’accueil</strong>.
          </Trans>
        </span>
      </li>
      <li>
        <AddDrawing />
        <span>
          <Trans>
            Touchez <strong>Ajouter</strong>, en haut à droite.
          </Trans>
        </span>
      </li>
    </ol>
  )
}
