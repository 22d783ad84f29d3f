import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import type { Role } from '@vigie/schema'
import { Gavel, Handshake, Landmark, type LucideIcon, Settings2, Shield, UserRound } from 'lucide-react'
import { Badge, type BadgeTone } from './badge.tsx'

/** The word, colour and drawing of every role. */
export const ROLE_LOOKS: Record<Role, { word: MessageDescriptor; tone: BadgeTone; icon: LucideIcon }> = {
  RESIDENT: { word: msg`Voisinage`, tone: 'plain', icon: UserRound },
  REFERENT: { word: msg`Référent de quartier`, tone: 'house', icon: Handshake },
  MODERATOR: { word: msg`Modération`, tone: 'house', icon: Gavel },
  TOWN_HALL_AGENT: { word: msg`Mairie`, tone: 'town-hall', icon: Landmark },
  POLICE_OFFICER: { word: msg`Police municipale`, tone: 'police', icon: Shield },
  ADMINISTRATOR: { word: msg`Administration`, tone: 'plain', icon: Settings2 },
}

/** In which capacity somebody speaks, in a word. */
export function RoleBadge({ role }: { role: Role }) {
  const { _ } = useLingui()
  const { word, tone, icon } = ROLE_LOOKS[role]
  return (
    <Badge tone={tone} icon={icon}>
      {_(word)}
    </Badge>
  )
}
