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
  await saveSubscription(await subscribeUnderTodaysKey(await navigator.serviceWorker.ready))
  return 'on'
}

/** A push service takes messages under the key of the subscription alone: after a new one, an old subscription is dead. */
async function subscribeUnderTodaysKey({
  pushManager,
}: ServiceWorkerRegistration): Promise<PushSubscription> {
  const key = await readPushKey()
  const before = await pushManager.getSubscription()
  const itsKey = before?.options.applicationServerKey
  // A browser that does not tell the key is believed.
  if (before && (!itsKey || base64url(itsKey) === key)) return before
  await before?.unsubscribe()
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
}

const base64url = (bytes: ArrayBuffer) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

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
 * Asks the server to send this device nothing more, and leaves the subscription here: while the session may still
 * fail to end, `refreshSubscription` must be able to mend it. Errors: no network.
 */
export async function withdrawSubscription(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration()
  const subscription = await registration?.pushManager.getSubscription()
  if (subscription) await removeSubscription(subscription.endpoint)
}

/** Ends the subscription on this device, when the session is over and the server can no longer be told. */
export async function dropSubscription(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration()
  const subscription = await registration?.pushManager.getSubscription()
  await subscription?.unsubscribe()
}

/**
 * Tells the server again where this device is: to be called after signing in and at start. It mends what the server
 * lost, moves the device to who is signed in now, and follows a new key. Quiet: without a network the next start does it.
 */
export async function refreshSubscription(): Promise<void> {
  try {
    if ((await readPushState()) !== 'on') return
    await saveSubscription(await subscribeUnderTodaysKey(await navigator.serviceWorker.ready))
  } catch {
    // The next start tries again.
  }
}
