import type { Device } from './browser.ts'
import type { PushService, Subscription } from './push-service.ts'

/** A device whose browser takes its subscription from the testkit's push service. */
export interface PushDevice {
  subscription: Subscription
  /** Hands what the push service decrypted to the device's real service worker. */
  deliver(payload: string): Promise<void>
  /** What the person sees on the lock screen. */
  notifications(): Promise<{ title: string; tag: string; body: string }[]>
}

/**
 * Gives the device a subscription that no vendor's service had to make: tests reach none.
 * Everything behind it is real: the worker encrypts and sends, the service worker receives and shows.
 */
export async function givePushService(
  device: Device,
  service: PushService,
  origin: string,
): Promise<PushDevice> {
  const subscription = service.subscribe()
  await device.context.addInitScript((given: Subscription) => {
    if (!('PushManager' in window)) return
    // The shell denies notifications to everybody; the page may still subscribe.
    if (Notification.permission === 'denied') {
      Object.defineProperty(Notification, 'permission', { get: () => 'granted' })
      Notification.requestPermission = async () => 'granted'
    }
    const made = {
      endpoint: given.endpoint,
      expirationTime: null,
      options: { userVisibleOnly: true, applicationServerKey: null },
      toJSON: () => given,
      getKey: (name: 'p256dh' | 'auth') =>
        Uint8Array.from(atob(given.keys[name].replaceAll('-', '+').replaceAll('_', '/')), (it) =>
          it.charCodeAt(0),
        ).buffer,
      unsubscribe: async () => {
        localStorage.removeItem('test.subscribed')
        return true
      },
    }
    Object.assign(PushManager.prototype, {
      subscribe: async () => {
        localStorage.setItem('test.subscribed', 'yes')
        return made
      },
      getSubscription: async () => (localStorage.getItem('test.subscribed') ? made : null),
    })
  }, subscription)
  return {
    subscription,
    async deliver(payload) {
      const session = await device.context.newCDPSession(device.page)
      const registration = new Promise<string>((resolve) => {
        session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
          const own = registrations.find((it) => it.scopeURL.startsWith(origin) && !it.isDeleted)
          if (own) resolve(own.registrationId)
        })
      })
      await session.send('ServiceWorker.enable')
      const registrationId = await registration
      await session.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data: payload })
      await session.detach()
    },
    notifications: () =>
      device.page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready
        const shown = await registration.getNotifications()
        return shown.map(({ title, tag, body }) => ({ title, tag, body }))
      }),
  }
}
