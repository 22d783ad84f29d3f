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
  /**
   * `expired`: somebody is remembered on this device and the server no longer knows their session; they still report.
   * `unreachable`: nobody is remembered on this device and the server did not answer.
   */
  status: 'unknown' | 'signed-in' | 'expired' | 'signed-out' | 'unreachable'
  /** Asks the server again who is signed in. Errors: no network. */
  refresh(): Promise<void>
  /** Runs `work`, which ends the session on the server, and then nobody is remembered. Errors: those of `work`. */
  end(work: () => Promise<void>): Promise<void>
}

export const SessionContext = createContext<Session>({
  status: 'unknown',
  refresh: async () => {},
  end: (work) => work(),
})

/** The session, for those who change it. */
export function useSession(): Session {
  return use(SessionContext)
}
