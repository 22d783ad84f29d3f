import type { Role } from '@vigie/schema'
import type { AlertEventKind } from '../alerts/alert-event.entity.ts'
import { NEIGHBOUR_ROLES, seesWholeTown } from '../identity/identity.policy.ts'

/** What decides whether a person is told of an event. */
export interface Concern {
  kind: AlertEventKind
  person_id: string
  author_id: string
  role: Role
  /** Where the person lives. */
  home_id: string | null
  /** Where the alert is. */
  neighbourhood_id: string
}

/**
 * Who is told: of a new alert its neighbours and everyone who watches over the town; of what became of it, or of a
 * comment, its author. The same as `readAudience` asks the database, for one person.
 */
export function isConcerned(concern: Concern): boolean {
  if (concern.kind !== 'REPORTED') return concern.person_id === concern.author_id
  if (seesWholeTown(concern)) return true
  return NEIGHBOUR_ROLES.includes(concern.role) && concern.home_id === concern.neighbourhood_id
}
