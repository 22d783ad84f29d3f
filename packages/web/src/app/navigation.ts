import type { Role } from '@vigie/schema'

type Address = '/' | '/mairie' | '/police' | '/carte' | '/signaler' | '/envois' | '/moi'

export interface Destination {
  href: Address
  /** `report` is raised; `outbox` carries what waits; `desk-only` has no room on a phone. */
  kind?: 'report' | 'outbox' | 'desk-only'
}

const EVERYONE: Destination[] = [
  { href: '/carte' },
  { href: '/signaler', kind: 'report' },
  { href: '/envois', kind: 'outbox' },
  { href: '/moi' },
]

/** Where this person can go, in order. An institution's board takes the feed's place on its phones. */
export function destinations(role: Role): Destination[] {
  if (role === 'POLICE_OFFICER') return [{ href: '/police' }, { href: '/', kind: 'desk-only' }, ...EVERYONE]
  if (role === 'TOWN_HALL_AGENT' || role === 'ADMINISTRATOR') {
    return [{ href: '/mairie' }, { href: '/', kind: 'desk-only' }, ...EVERYONE]
  }
  return [{ href: '/' }, ...EVERYONE]
}

/** Whether a destination is the one shown at `address`; an alert belongs to the feed. */
export function isCurrent(href: string, address: string): boolean {
  if (href === '/') return address === '/' || address.startsWith('/alertes/')
  return address === href || address.startsWith(`${href}/`)
}
