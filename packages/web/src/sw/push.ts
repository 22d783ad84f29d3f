import { composeNotification, ownPath } from '../notifications/compose-notification.ts'
import type { OpenPath } from '../notifications/open-path.ts'
import { readPushKey, saveSubscription } from '../notifications/subscription-api.ts'
import { noteShown, showBadge } from '../notifications/unseen-alerts.ts'

declare const self: ServiceWorkerGlobalScope

/** How long a page may take to answer before the address is opened the heavy way. */
const PAGE_ANSWERS_MS = 1000

/** `renotify` is missing from the types of TypeScript's library. */
type NotificationLook = NotificationOptions & { renotify?: boolean }

/** Shows pushed notifications, follows their clicks, and keeps the subscription alive. */
export function listenToPush(): void {
  self.addEventListener('push', (event) => event.waitUntil(show(event.data?.text())))
  self.addEventListener('notificationclick', (event) => event.waitUntil(follow(event.notification)))
  self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(subscribeAgain(event)))
}

/** Shows the message whatever happens: a browser that sees none shows one of its own, or ends the subscription. */
async function show(text: string | undefined): Promise<void> {
  const { title, lang, tag, body, path, about } = composeNotification(
    text,
    self.location.origin,
    self.navigator.language,
  )
  const noted = about ? await noteShown(about.alertId, about.eventId).catch(() => null) : null
  const look: NotificationLook = {
    lang,
    tag,
    ...(body ? { body } : {}),
    icon: '/icons/icon-192.png',
    data: { path },
    // A new event of an alert sounds again; the same one delivered twice takes its place without a sound.
    ...(noted?.repeated ? { silent: true } : { renotify: true }),
  }
  await self.registration.showNotification(title, look)
  if (noted) await showBadge(noted.unseen)
}

/** Opens the alert: in a window of the app that is open already, if there is one. */
async function follow(notification: Notification): Promise<void> {
  notification.close()
  const data: { path?: unknown } | null = notification.data
  const path = ownPath(typeof data?.path === 'string' ? data.path : '/', self.location.origin)
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const open = windows.find((it) => it.visibilityState === 'visible') ?? windows[0]
  if (!open) {
    await self.clients.openWindow(path)
    return
  }
  const focused = await open.focus().catch(() => open)
  if (await asksPage(focused, { type: 'vigie-open', path })) return
  const navigated = await focused.navigate(path).catch(() => null)
  if (!navigated) await self.clients.openWindow(path)
}

/** True when the page went there by itself, keeping what is being written in it. */
function asksPage(page: WindowClient, message: OpenPath): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => resolve(true)
    setTimeout(() => resolve(false), PAGE_ANSWERS_MS)
    page.postMessage(message, [port2])
  })
}

/** The push service gave this device a new address: subscribe with today's key, and tell the server. */
async function subscribeAgain(event: PushSubscriptionChangeEvent): Promise<void> {
  const formerKey = event.oldSubscription?.options.applicationServerKey ?? null
  const key = await readPushKey().catch(() => formerKey)
  const subscription =
    event.newSubscription ??
    (await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }))
  await saveSubscription(subscription)
}
