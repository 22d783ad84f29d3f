import { StrictMode, startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import { admitOwnScripts } from './app/admit-own-scripts.ts'
import { createDataLayer } from './app/apollo.ts'
import { App } from './app/app.tsx'
import { askedAtStart } from './app/asked-at-start.ts'
import { keptAtStart } from './app/kept-at-start.ts'
import { readKept } from './app/kept-data.ts'
import { activateLocale, preferredLocale } from './app/locale.ts'
import { watchReachability } from './app/reachability.ts'
import { loadPageAt } from './app/routes.tsx'
import { registerServiceWorker } from './app/updates.ts'
import { followNotifications } from './notifications/follow-notifications.ts'
import { rememberedAs, wakeSender } from './outbox/outbox.ts'
import { watchInstallOffers } from './ui/install.ts'
import './ui/base.css'

admitOwnScripts()
watchInstallOffers()
followNotifications()
// Not awaited here: every other part of the app imports this one, and none would run before it had ended.
void start()

async function start(): Promise<void> {
  const root = document.getElementById('root')
  if (!root) throw new Error('index.html has no #root')
  const words = activateLocale(preferredLocale())
  // A page's own words follow the language.
  const page = words.then(() => loadPageAt(location.pathname)).catch(() => {})
  const data = createDataLayer(askedAtStart.fetchOrTake)
  const [kept] = await Promise.all([readKept(keptAtStart), words])
  // Not waited for: whatever reads the outbox after this finds it done. A storage that fails is said by who saves.
  if (kept) rememberedAs(kept.viewer.id).catch(() => {})
  // A device that keeps answers keeps the app too: its page is here in a moment, and comes with the first drawing.
  if (kept) await page
  if (kept?.cache) data.cache.restore(kept.cache)
  // As a transition React works in short strokes: a slow phone answers to a touch while the first screen is made.
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <App data={data} kept={kept} />
      </StrictMode>,
    ),
  )
  watchReachability(() => wakeSender())
  await registerServiceWorker()
}
