import { useLingui } from '@lingui/react/macro'
import { showToast } from '../ui/toast.tsx'
import { endSession } from './end-session.ts'
import { useSession } from './session.tsx'

/**
 * Gives the way to end the session and to wipe what this device kept of the person. The outbox is its guard's
 * business. Errors: no network; then nothing has changed.
 */
export function useSignOut(): () => Promise<void> {
  const { t } = useLingui()
  const { end } = useSession()
  return async () => {
    if ((await endSession(end)) === 'forgotten') return
    showToast({
      id: 'sign-out',
      text: t`Vous êtes déconnecté, mais cet appareil n’a pas pu tout effacer. Videz les données de ce site dans les réglages du navigateur.`,
    })
  }
}
