import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { AlertCategory, AlertStatus, CapSeverity, Role } from '@vigie/schema'
import {
  CircleEllipsis,
  Dog,
  DoorOpen,
  Hammer,
  type LucideIcon,
  PawPrint,
  ScanEye,
  TriangleAlert,
  UserSearch,
  Volume2,
} from 'lucide-react'

interface CategoryWords {
  word: MessageDescriptor
  icon: LucideIcon
}

/** What each category is called and drawn as, wherever it is shown or chosen. */
export const CATEGORY: Record<AlertCategory, CategoryWords> = {
  SUSPICIOUS_ACTIVITY: { word: msg`Activité suspecte`, icon: ScanEye },
  BURGLARY: { word: msg`Cambriolage`, icon: DoorOpen },
  DANGER: { word: msg`Danger`, icon: TriangleAlert },
  DAMAGE: { word: msg`Dégradation`, icon: Hammer },
  MISSING_PERSON: { word: msg`Personne disparue`, icon: UserSearch },
  LOST_ANIMAL: { word: msg`Animal perdu`, icon: PawPrint },
  FOUND_ANIMAL: { word: msg`Animal trouvé`, icon: Dog },
  NUISANCE: { word: msg`Nuisance`, icon: Volume2 },
  OTHER: { word: msg`Autre chose`, icon: CircleEllipsis },
}

/** The states an alert goes through, as one filters by them. */
export const STATUS: Record<AlertStatus, MessageDescriptor> = {
  REPORTED: msg`Signalée`,
  ACKNOWLEDGED: msg`Vue`,
  ON_THE_WAY: msg`En route`,
  RESOLVED: msg`Terminée`,
}

/** How grave it is, as the two plain questions were answered. */
export const SEVERITY: Record<CapSeverity, MessageDescriptor> = {
  EXTREME: msg`Danger en cours`,
  SEVERE: msg`Danger signalé`,
  MODERATE: msg`Danger possible`,
  MINOR: msg`Sans danger`,
  UNKNOWN: msg`Danger inconnu`,
}

/** What somebody is in the town, as it stands behind their name. */
export const ROLE: Record<Role, MessageDescriptor> = {
  RESIDENT: msg`habitant`,
  REFERENT: msg`référent de quartier`,
  MODERATOR: msg`modération`,
  TOWN_HALL_AGENT: msg`mairie`,
  POLICE_OFFICER: msg`police municipale`,
  ADMINISTRATOR: msg`administration`,
}

/** The first sentence of a description, or its first words: what a card says in one glance. */
export function headlineOf(description: string, limit = 110): string {
  const text = description.replace(/\s+/g, ' ').trim()
  const sentence = /^.+?[.!?…](?=\s|$)/u.exec(text)?.[0] ?? text
  if (sentence.length <= limit) return sentence
  const cut = sentence.slice(0, limit)
  const space = cut.lastIndexOf(' ')
  return `${(space > limit / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:–—-]+$/u, '')}…`
}
