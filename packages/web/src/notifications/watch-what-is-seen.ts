import { clearUnseen, noteSeen } from './unseen-alerts.ts'

/** Screens that list the alerts: who looks at one has seen what is new. */
const LISTS = ['/', '/mairie', '/police']

/** The router tells every change of address by one of these. */
const MOVES = ['popstate', 'pushState', 'replaceState']

/**
 * Lowers the number on the app's icon as alerts are looked at: all of them by a list, one of them by its own
 * screen, whose notification then goes too. To be called once, at start.
 */
export function watchWhatIsSeen(): void {
  const look = () => {
    if (document.visibilityState !== 'visible') return
    const path = location.pathname
    const alertId = /^\/alertes\/([^/]+)$/.exec(path)?.[1]
    // Nothing depends on it: the next look does it again.
    if (LISTS.includes(path)) clearUnseen().catch(() => {})
    else if (alertId)
      noteSeen(alertId).then(
        () => takeAway(alertId),
        () => {},
      )
  }
  for (const move of MOVES) window.addEventListener(move, look)
  document.addEventListener('visibilitychange', look)
  look()
}

async function takeAway(alertId: string): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration()
  const shown = (await registration?.getNotifications({ tag: `alert-${alertId}` })) ?? []
  for (const notification of shown) notification.close()
}
