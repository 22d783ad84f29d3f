import { createContext, use } from 'react'
import type { Role } from '../gen/graphql.ts'

/** The signed-in person, as every screen may ask for them. */
export interface Viewer {
  id: string
  name: string
  role: Role
  locale: 'FR' | 'EN'
  neighbourhood: { id: string; name: string } | null
  town: { id: string; name: string; policePhone: string | null }
  seesWholeTown: boolean
  handlesAlerts: boolean
}

export const ViewerContext = createContext<Viewer | null>(null)

/** The signed-in person; null while nobody is. */
export function useViewer(): Viewer | null {
  return use(ViewerContext)
}

/** How sure the app is of who uses it. */
export interface Session {
  /** `unreachable`: nobody is remembered on this device and the server did not answer. */
  status: 'unknown' | 'signed-in' | 'signed-out' | 'unreachable'
  /** Asks the server again who is signed in: after signing in or out. Errors: no network. */
  refresh(): Promise<void>
}

export const SessionContext = createContext<Session>({ status: 'unknown', refresh: async () => {} })

/** The session, for those who change it. */
export function useSession(): Session {
  return use(SessionContext)
}
