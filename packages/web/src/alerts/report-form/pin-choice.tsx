import { useQuery } from '@apollo/client/react'
import { Trans } from '@lingui/react/macro'
import { TownMapDocument } from '../../gen/graphql.ts'
import { Notice } from '../../ui/notice.tsx'
import { PinMap } from '../map/pin-map.tsx'

interface PinChoiceProps {
  value: { latitude: number; longitude: number } | null
  onChange: (value: { latitude: number; longitude: number }) => void
}

/** The map to put a point on, where this device has the town's shape. */
export function PinChoice({ value, onChange }: PinChoiceProps) {
  const { data, loading } = useQuery(TownMapDocument)
  if (data) {
    return (
      <PinMap
        value={value}
        onChange={onChange}
        polygons={data.town.neighbourhoods}
        backdrop={data.town.backdrop}
      />
    )
  }
  if (loading) return null
  return (
    <Notice>
      <Trans>
        La carte n’est pas encore sur ce téléphone, et il n’y a pas de réseau. Dites le lieu avec des mots.
      </Trans>
    </Notice>
  )
}
