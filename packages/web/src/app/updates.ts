import { t } from '@lingui/core/macro'
import { useEffect } from 'react'
import { updateApp } from '../outbox/update-app.ts'
import { useFormOpen } from '../ui/form-guard.ts'
import { createStore, useStore } from '../ui/store.ts'
import { dismissToast, showToast } from '../ui/toast.tsx'
import { SERVICE_WORKER } from './admit-own-scripts.ts'
import { watchReplacement } from './watch-replacement.ts'

const HOUR_MS = 3_600_000
const LONGEST_IDLE_WAIT_MS = 3000
const TOAST = 'app-update'

/** A newer app is ready, or another tab has started it already. */
const newer = createStore<'none' | 'ready' | 'started'>('none')

/** Registers the service worker and looks for a newer app each hour and whenever the app is looked at again. */
export async function registerServiceWorker(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  watchReplacement(navigator.serviceWorker, () => newer.set('started'))
  // Not part of the first load: the first screen does without, and a hundred files would come in its way.
  await idle()
  const { Workbox } = await import('workbox-window')
  const worker = new Workbox(SERVICE_WORKER)
  worker.addEventListener('waiting', () => newer.get() === 'none' && newer.set('ready'))
  try {
    await worker.register()
  } catch (error) {
    console.error('the service worker did not register', error)
    return
  }
  const look = () => {
    // Without a network there is nothing newer to find.
    worker.update().catch(() => {})
  }
  setInterval(look, HOUR_MS)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look())
}

/** Resolves when the page has nothing to do, and in any case before somebody may have gone. */
function idle(): Promise<unknown> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(resolve, { timeout: LONGEST_IDLE_WAIT_MS })
    else setTimeout(resolve, LONGEST_IDLE_WAIT_MS)
  })
}

/** Offers the newer app in a message, and takes it back while somebody is writing. */
export function useUpdateOffer(): void {
  const found = useStore(newer)
  const writing = useFormOpen()
  useEffect(() => {
    if (found === 'none' || writing) return
    showToast(
      found === 'ready'
        ? {
            id: TOAST,
            text: t`Une version plus récente de Vigie est prête.`,
            action: { label: t`Mettre à jour`, run: () => void updateApp() },
          }
        : {
            id: TOAST,
            text: t`Vigie a été mise à jour dans un autre onglet. Rechargez celui-ci pour continuer.`,
            action: { label: t`Recharger`, run: () => location.reload() },
          },
    )
    return () => dismissToast(TOAST)
  }, [found, writing])
}
