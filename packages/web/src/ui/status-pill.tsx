import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import type { AlertStatus, Role } from '@vigie/schema'
import { Check, CheckCheck, CircleDot, type LucideIcon, Route } from 'lucide-react'
import { Badge, type BadgeTone } from './badge.tsx'

interface StatusLook {
  word: MessageDescriptor
  tone: BadgeTone
  icon: LucideIcon
}

const LOOKS: Record<AlertStatus, StatusLook> = {
  REPORTED: { word: msg`Signalée`, tone: 'plain', icon: CircleDot },
  ACKNOWLEDGED: { word: msg`Prise en compte`, tone: 'house', icon: Check },
  ON_THE_WAY: { word: msg`En route`, tone: 'police', icon: Route },
  RESOLVED: { word: msg`Terminée`, tone: 'settled', icon: CheckCheck },
}

/** The word for every status, whoever led there: for filters and sentences. */
export const STATUS_WORDS: Record<AlertStatus, MessageDescriptor> = {
  REPORTED: LOOKS.REPORTED.word,
  ACKNOWLEDGED: LOOKS.ACKNOWLEDGED.word,
  ON_THE_WAY: LOOKS.ON_THE_WAY.word,
  RESOLVED: LOOKS.RESOLVED.word,
}

interface StatusPillProps {
  status: AlertStatus
  /** The role of whoever led there, if known. */
  by?: Role | null
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

/** The state in the words and the colour of whoever led there. */
export function spoken(status: AlertStatus, by: Role | null): StatusLook {
  const look = LOOKS[status]
  const seen = status === 'ACKNOWLEDGED'
  if (!seen && status !== 'ON_THE_WAY') return look
  if (by === 'POLICE_OFFICER') {
    return { ...look, tone: 'police', word: seen ? msg`Vue par la police` : msg`Police en route` }
  }
  if (by === 'TOWN_HALL_AGENT' || by === 'ADMINISTRATOR') {
    return { ...look, tone: 'town-hall', word: seen ? msg`Vue par la mairie` : msg`Mairie en route` }
  }
  return look
}
