import type { Role } from '@vigie/schema'

/** Who asks: a signed-in member of one town whose right has not been revoked. */
export interface Viewer {
  personId: string
  townId: string
  userId: string
  sessionId: string
  sessionExpiresAt: Date
  name: string
  role: Role
  locale: 'FR' | 'EN'
  neighbourhoodId: string | null
}
