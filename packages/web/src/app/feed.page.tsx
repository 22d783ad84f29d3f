import { type ComponentType, lazy, Suspense } from 'react'
import FeedPage from '../alerts/feed.page.tsx'
import { withWords } from './locale.ts'

const loadOffer = withWords<{ default: ComponentType }>(() => import('./feed-offer.tsx'))
// Fetched after the alerts stand there; who cannot have it is offered nothing.
const FeedOffer = lazy(() => loadOffer().catch(() => ({ default: () => null })))

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
