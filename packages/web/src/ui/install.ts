import { createStore, useStore } from './store.ts'

/** Chromium's event, which no standard describes yet. */
interface InstallPromptEvent extends Event {
  prompt: () => Promise<unknown>
}

function isInstallPrompt(event: Event): event is InstallPromptEvent {
  return 'prompt' in event && typeof event.prompt === 'function'
}

/** `prompt`: one tap installs. `iphone`: by hand, in steps. `installed`: runs as an app. `none`: not offered. */
export type InstallWay = 'prompt' | 'iphone' | 'installed' | 'none'

const offered = createStore<InstallPromptEvent | null>(null)
const installed = createStore(false)

/** To be called once at start: the browser offers only once, often before any screen asks. */
export function watchInstallOffers(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    if (isInstallPrompt(event)) offered.set(event)
  })
  window.addEventListener('appinstalled', () => {
    offered.set(null)
    installed.set(true)
  })
}

/** How this device can install the app, and the tap that does it. */
export function useInstall(): { way: InstallWay; install: () => void } {
  const offer = useStore(offered)
  const done = useStore(installed)
  const install = () => {
    void offer?.prompt()
    offered.set(null)
  }
  if (done || matchMedia('(display-mode: standalone)').matches) return { way: 'installed', install }
  if (offer) return { way: 'prompt', install }
  return { way: isAppleTouch() ? 'iphone' : 'none', install }
}

/** iPhones, and iPads, which call themselves Macs but have fingers. */
function isAppleTouch(): boolean {
  return (
    /iPhone|iPad|iPod/.test(navigator.userAgent) ||
    (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1)
  )
}
