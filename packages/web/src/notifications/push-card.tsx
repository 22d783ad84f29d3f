import { useLingui } from '@lingui/react/macro'
import { BellRing } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { useInstall } from '../ui/install.ts'
import { IphoneSteps } from '../ui/install-hint.tsx'
import styles from './push-card.module.css'
import { PushFailed } from './push-failed.tsx'
import { usePush } from './use-push.ts'

/** Where « Plus tard » is remembered: a question is asked once, not at every visit. */
const LATER = 'vigie.push-later'

interface PushCardProps {
  /** What one would be told: « quand la police municipale s’en occupe ». */
  children: ReactNode
}

/**
 * Offers notifications where their use has just become clear: below a report that was saved, below the feed.
 * Nothing when they are on, refused, impossible, or were put off.
 */
export function PushCard({ children }: PushCardProps) {
  const { t } = useLingui()
  const { state, busy, failed, turnOn } = usePush()
  const { way } = useInstall()
  const [later, setLater] = useState(wasPutOff)
  const onIphone = state === 'unsupported' && way === 'iphone'
  if (later || (state !== 'off' && !onIphone)) return null
  const putOff = () => {
    setLater(true)
    rememberPutOff()
  }
  return (
    <Card as="section" aria-labelledby="push-card">
      <h2 id="push-card">{t`Être prévenu sur cet appareil`}</h2>
      <p>{children}</p>
      {onIphone ? (
        <>
          <p>{t`Sur iPhone et iPad, les notifications demandent d’abord d’ajouter Vigie à l’écran d’accueil :`}</p>
          <IphoneSteps />
        </>
      ) : (
        <p>{t`Une notification ne montre ni nom ni adresse sur l’écran verrouillé. Vous pouvez les couper quand vous voulez, dans « Moi ».`}</p>
      )}
      {failed && <PushFailed />}
      <div className={styles.ways}>
        {!onIphone && (
          <Button tone="primary" icon={BellRing} busy={busy} onClick={turnOn}>
            {t`Activer les notifications`}
          </Button>
        )}
        <Button tone="quiet" onClick={putOff}>{t`Plus tard`}</Button>
      </div>
    </Card>
  )
}

function wasPutOff(): boolean {
  try {
    return localStorage.getItem(LATER) !== null
  } catch {
    return false
  }
}

function rememberPutOff(): void {
  try {
    localStorage.setItem(LATER, 'yes')
  } catch {
    // Then it is asked again next time.
  }
}
