import { useLingui } from '@lingui/react/macro'
import { BellOff, BellRing } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { useInstall } from '../ui/install.ts'
import { IphoneSteps } from '../ui/install-hint.tsx'
import { PushFailed } from './push-failed.tsx'
import { usePush } from './use-push.ts'

/** Notifications of this device for the « Moi » screen: how they stand, and how to change that. */
export function PushSettings() {
  const { t } = useLingui()
  const { state, busy, failed, turnOn, turnOff } = usePush()
  const { way } = useInstall()
  return (
    <>
      {state === 'on' && (
        <>
          <p>{t`Activées sur cet appareil. Elles ne montrent ni nom ni adresse sur l’écran verrouillé.`}</p>
          <div>
            <Button icon={BellOff} busy={busy} onClick={turnOff}>{t`Couper les notifications`}</Button>
          </div>
        </>
      )}
      {state === 'off' && (
        <>
          <p>{t`Coupées sur cet appareil : vous ne voyez les alertes qu’en ouvrant Vigie.`}</p>
          <div>
            <Button
              tone="primary"
              icon={BellRing}
              busy={busy}
              onClick={turnOn}
            >{t`Activer les notifications`}</Button>
          </div>
        </>
      )}
      {state === 'denied' && (
        <p>
          {t`Votre navigateur les refuse pour Vigie. Pour changer d’avis, touchez le cadenas à côté de l’adresse, puis Notifications, puis Autoriser. Dans l’application installée, passez par les réglages du téléphone.`}
        </p>
      )}
      {state === 'unsupported' && way === 'iphone' && (
        <>
          <p>{t`Sur iPhone et iPad, les notifications demandent d’abord d’ajouter Vigie à l’écran d’accueil :`}</p>
          <IphoneSteps />
        </>
      )}
      {state === 'unsupported' && way !== 'iphone' && (
        <p>{t`Ce navigateur ne sait pas recevoir de notifications. Chrome, Firefox, Edge et Safari récents le savent.`}</p>
      )}
      {failed && <PushFailed />}
    </>
  )
}
