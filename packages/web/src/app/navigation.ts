import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import {
  Landmark,
  type LucideIcon,
  Map as MapIcon,
  Megaphone,
  Newspaper,
  Send,
  Shield,
  UserRound,
} from 'lucide-react'
import type { Viewer } from './session.tsx'

export interface Destination {
  href: string
  word: MessageDescriptor
  icon: LucideIcon
  /** `report` is raised; `outbox` carries what waits; `desk-only` has no room on a phone. */
  kind?: 'report' | 'outbox' | 'desk-only'
}

const FEED: Destination = { href: '/', word: msg`Fil`, icon: Newspaper }
const TOWN_HALL: Destination = { href: '/mairie', word: msg`Mairie`, icon: Landmark }
const POLICE: Destination = { href: '/police', word: msg`Police`, icon: Shield }
const EVERYONE: Destination[] = [
  { href: '/carte', word: msg`Carte`, icon: MapIcon },
  { href: '/signaler', word: msg`Signaler`, icon: Megaphone, kind: 'report' },
  { href: '/envois', word: msg`Mes envois`, icon: Send, kind: 'outbox' },
  { href: '/moi', word: msg`Moi`, icon: UserRound },
]

/** Where this person can go, in order. An institution's board takes the feed's place on its phones. */
export function destinations(role: Viewer['role']): Destination[] {
  const feedBehind: Destination = { ...FEED, kind: 'desk-only' }
  if (role === 'POLICE_OFFICER') return [POLICE, feedBehind, ...EVERYONE]
  if (role === 'TOWN_HALL_AGENT' || role === 'ADMINISTRATOR') return [TOWN_HALL, feedBehind, ...EVERYONE]
  return [FEED, ...EVERYONE]
}

/** Whether a destination is the one shown at `address`; an alert belongs to the feed. */
export function isCurrent(href: string, address: string): boolean {
  if (href === '/') return address === '/' || address.startsWith('/alertes/')
  return address === href || address.startsWith(`${href}/`)
}
