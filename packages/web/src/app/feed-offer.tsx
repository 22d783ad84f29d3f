import { useLingui } from '@lingui/react/macro'
import { PushCard } from '../notifications/push-card.tsx'

/** That one could be told instead of having to look. */
export default function FeedOffer() {
  const { t } = useLingui()
  return (
    <PushCard>{t`Soyez prévenu quand un voisin signale quelque chose, sans avoir à ouvrir Vigie.`}</PushCard>
  )
}
