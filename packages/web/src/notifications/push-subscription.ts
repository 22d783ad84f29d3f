import { readPushKey, removeSubscription, saveSubscription } from './subscription-api.ts'

/** How notifications stand on this device, and thereby what can be offered. */
export type PushState =
  /** This browser has no web push; an iPhone's or iPad's has it once the app is installed. */
  | 'unsupported'
  /** Refused in the browser's settings; only there can it be changed. */
  | 'denied'
  | 'off'
  | 'on'

/** Reads how notifications stand; asks nobody anything. */
export async function readPushState(): Promise<PushState> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) {
    return 'unsupported'
  }
  if (Notification.permission === 'denied') return 'denied'
  if (Notification.permission !== 'granted') return 'off'
  const registration = await navigator.serviceWorker.getRegistration()
  return (await registration?.pushManager.getSubscription()) ? 'on' : 'off'
}

/**
 * Asks for permission (only to be called from a tap) and subscribes this device, once.
 * Gives the state it came to. Errors: no network, no push service in reach, or refused by the server.
 */
export async function subscribeThisDevice(): Promise<PushState> {
  if ((await Notification.requestPermission()) !== 'granted') return readPushState()
  const registration = await navigator.serviceWorker.ready
  const subscription =
    (await registration.pushManager.getSubscription()) ??
    (await registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: await readPushKey(),
    }))
  await saveSubscription(subscription)
  return 'on'
}

/** Stops notifications on this device: here first, so that it holds without a network; the server learns from the next 410. */
export async function unsubscribeThisDevice(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration()
  const subscription = await registration?.pushManager.getSubscription()
  if (!subscription) return
  const told = removeSubscription(subscription.endpoint).catch(() => {})
  await subscription.unsubscribe()
  await told
}

/**
 * Tells the server again where this device is: to be called after signing in and at start. It mends what the server
 * lost, and moves the device to who is signed in now. Quiet: without a network the next start does it.
 */
export async function refreshSubscription(): Promise<void> {
  try {
    if ((await readPushState()) !== 'on') return
    const registration = await navigator.serviceWorker.ready
    const subscription = await registration.pushManager.getSubscription()
    if (subscription) await saveSubscription(subscription)
  } catch {
    // The next start tries again.
  }
}
