import { useLingui } from '@lingui/react/macro'
import { useLocation } from 'wouter'
import { useViewer } from '../../app/session.tsx'
import type { AlertRowFragment } from '../../gen/graphql.ts'
import AlertMap from '../map/alert-map.tsx'
import { MapNotYet } from '../map/map-boundary.tsx'
import { useTown } from '../map/use-town.ts'

/** The feed's alerts on the town, beside it on a desk; a tap on a pin opens the alert. */
export default function FeedMap({ alerts }: { alerts: readonly AlertRowFragment[] }) {
  const { t } = useLingui()
  const viewer = useViewer()
  const town = useTown(viewer?.neighbourhood?.id ?? null)
  const [, navigate] = useLocation()
  if (!town) return <MapNotYet />
  return (
    <AlertMap
      label={t`Carte des alertes`}
      town={town}
      bounds={viewer?.seesWholeTown ? town.bounds : town.homeBounds}
      alerts={alerts}
      selected={[]}
      onSelect={([id]) => id && navigate(`/alertes/${id}`)}
    />
  )
}
