import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import type { AlertStatus, Role } from '@vigie/schema'
import { Check, CheckCheck, CircleDot, type LucideIcon, Route } from 'lucide-react'
import { Badge, type BadgeTone } from './badge.tsx'

/** The word, colour and drawing of every status; the word also serves filters and sentences. */
export const STATUSES: Record<AlertStatus, { word: MessageDescriptor; tone: BadgeTone; icon: LucideIcon }> = {
  REPORTED: { word: msg`Signalée`, tone: 'plain', icon: CircleDot },
  ACKNOWLEDGED: { word: msg`Prise en compte`, tone: 'house', icon: Check },
  ON_THE_WAY: { word: msg`En route`, tone: 'police', icon: Route },
  RESOLVED: { word: msg`Terminée`, tone: 'settled', icon: CheckCheck },
}

/** How far an alert has come, and by whom: « Police en route ». */
export function StatusPill({ status, by = null }: StatusPillProps) {
  const { _ } = useLingui()
  const { word, tone, icon } = spoken(status, by)
  return (
    <Badge tone={tone} icon={icon}>
      {_(word)}
    </Badge>
  )
}

/** The state in the words of whoever led there. */
export function spoken(status: AlertStatus, by: Role | null) {
  const police = by === 'POLICE_OFFICER'
  const townHall = by === 'TOWN_HALL_AGENT' || by === 'ADMINISTRATOR'
  const look = STATUSES[status]
  if (status === 'ACKNOWLEDGED' && police)
    return { ...look, word: msg`Vue par la police`, tone: 'police' as const }
  if (status === 'ACKNOWLEDGED' && townHall)
    return { ...look, word: msg`Vue par la mairie`, tone: 'town-hall' as const }
  if (status === 'ON_THE_WAY' && police) return { ...look, word: msg`Police en route` }
  if (status === 'ON_THE_WAY' && townHall)
    return { ...look, word: msg`Mairie en route`, tone: 'town-hall' as const }
  return look
}
