import { StrictMode, startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import { admitOwnScripts } from './app/admit-own-scripts.ts'
import { createDataLayer } from './app/apollo.ts'
import { App } from './app/app.tsx'
import { readKept } from './app/kept-data.ts'
import { activateLocale, preferredLocale } from './app/locale.ts'
import { watchReachability } from './app/reachability.ts'
import { registerServiceWorker } from './app/updates.ts'
import { followNotifications } from './notifications/follow-notifications.ts'
import { rememberedAs, wakeSender } from './outbox/outbox.ts'
import { watchInstallOffers } from './ui/install.ts'
import './ui/base.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

admitOwnScripts()
watchInstallOffers()
followNotifications()
const [kept] = await Promise.all([readKept(), activateLocale(preferredLocale())])
// Not waited for: whatever reads the outbox after this finds it done. A storage that fails is said by who saves.
if (kept) rememberedAs(kept.viewer.id).catch(() => {})
const data = createDataLayer()
if (kept?.cache) data.cache.restore(kept.cache)
const app = createRoot(root)
// As a transition React works in short strokes: a slow phone answers to a touch while the first screen is made.
startTransition(() =>
  app.render(
    <StrictMode>
      <App data={data} kept={kept} />
    </StrictMode>,
  ),
)

watchReachability(() => wakeSender())
void registerServiceWorker()
