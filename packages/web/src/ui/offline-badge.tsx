import { Trans } from '@lingui/react/macro'
import { CloudOff } from 'lucide-react'
import { Badge } from './badge.tsx'

/** Says that the server cannot be reached; what is written is kept on this device. */
export function OfflineBadge() {
  return (
    <Badge tone="attention" icon={CloudOff} announced>
      <Trans>Hors ligne</Trans>
    </Badge>
  )
}
