import { createContext, use, useSyncExternalStore } from 'react'
import type { ConnectionState } from './alert-stream.ts'
import type { LiveAlerts } from './create-live-alerts.ts'

export const LiveAlertsContext = createContext<LiveAlerts | null>(null)

/** The live side, or null while nobody is signed in. */
export function useLiveAlerts(): LiveAlerts | null {
  return use(LiveAlertsContext)
}

/** How the live connection is doing; `over` also while there is none. */
export function useConnection(): ConnectionState {
  const live = useLiveAlerts()
  return useSyncExternalStore(live?.stream.onState ?? noSubscription, () => live?.stream.state() ?? 'over')
}

const noSubscription = () => () => {}
