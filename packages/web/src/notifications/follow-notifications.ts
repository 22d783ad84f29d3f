import { navigate } from 'wouter/use-browser-location'
import { isOpenPath } from './open-path.ts'
import { watchWhatIsSeen } from './watch-what-is-seen.ts'

/**
 * The page's side of notifications, to be called once, at start: goes where a clicked one leads without loading the
 * app anew, and lowers the number on the icon as alerts are looked at.
 */
export function followNotifications(): void {
  navigator.serviceWorker?.addEventListener('message', ({ data, ports }: MessageEvent<unknown>) => {
    if (!isOpenPath(data)) return
    navigate(data.path)
    ports[0]?.postMessage('opened')
  })
  watchWhatIsSeen()
}
