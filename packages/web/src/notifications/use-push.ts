import { useCallback, useEffect, useState } from 'react'
import {
  type PushState,
  readPushState,
  subscribeThisDevice,
  unsubscribeThisDevice,
} from './push-subscription.ts'

interface Push {
  /** Null until it is known. */
  state: PushState | null
  busy: boolean
  /** The last tap came to nothing: no network, or no push service in reach. */
  failed: boolean
  turnOn: () => void
  turnOff: () => void
}

/** Notifications on this device, and the taps that turn them on and off. */
export function usePush(): Push {
  const [state, setState] = useState<PushState | null>(null)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState(false)

  useEffect(() => {
    const look = () => void readPushState().then(setState, () => setState('unsupported'))
    look()
    // Back from the browser's settings, or from another tab.
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])

  const attempt = useCallback(async (work: () => Promise<PushState>) => {
    setBusy(true)
    setFailed(false)
    try {
      setState(await work())
    } catch {
      setFailed(true)
    }
    setBusy(false)
  }, [])

  return {
    state,
    busy,
    failed,
    turnOn: useCallback(() => void attempt(subscribeThisDevice), [attempt]),
    turnOff: useCallback(() => void attempt(() => unsubscribeThisDevice().then(readPushState)), [attempt]),
  }
}
