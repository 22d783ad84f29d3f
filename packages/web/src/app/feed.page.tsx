import { lazy, Suspense } from 'react'
import FeedPage from '../alerts/feed.page.tsx'

// Fetched after the alerts stand there; who cannot have it is offered nothing.
const FeedOffer = lazy(() => import('./feed-offer.tsx').catch(() => ({ default: () => null })))

/** The feed; between its rows, once, an offer. */
export default function FeedScreen() {
  return (
    <FeedPage
      offer={
        <Suspense>
          <FeedOffer />
        </Suspense>
      }
    />
  )
}
