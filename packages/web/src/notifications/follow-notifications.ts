import { navigate } from 'wouter/use-browser-location'
import { isOpenPath } from './open-path.ts'

/** Goes where a clicked notification leads, without loading the app anew. To be called once, at start. */
export function followNotifications(): void {
  navigator.serviceWorker?.addEventListener('message', ({ data, ports }: MessageEvent<unknown>) => {
    if (!isOpenPath(data)) return
    navigate(data.path)
    ports[0]?.postMessage('opened')
  })
}
