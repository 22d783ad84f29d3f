import { useLingui } from '@lingui/react/macro'
import FeedPage from '../alerts/feed.page.tsx'
import { PushCard } from '../notifications/push-card.tsx'

/** The feed; between its rows, once, that one could be told instead of having to look. */
export default function FeedScreen() {
  const { t } = useLingui()
  return (
    <FeedPage
      offer={
        <PushCard>
          {t`Soyez prévenu quand un voisin signale quelque chose, sans avoir à ouvrir Vigie.`}
        </PushCard>
      }
    />
  )
}
