import type { Worker } from 'playwright-core'
import type { Device } from './browser.ts'

/** The app's service worker on this device. */
async function serviceWorkerOf({ context }: Device, origin: string): Promise<Worker> {
  const own = context.serviceWorkers().find((it) => it.url().startsWith(origin))
  return own ?? context.waitForEvent('serviceworker')
}

/**
 * Taps the one notification that is shown. No driver reaches the system's own list of notifications, so the event is
 * handed to the real service worker, with the real notification; resolves when its handler has finished.
 */
export async function clickNotification(device: Device, origin: string): Promise<void> {
  const worker = await serviceWorkerOf(device, origin)
  // As text: a service worker's scope is not among the types of pages.
  await worker.evaluate(`(async () => {
    const [notification] = await self.registration.getNotifications()
    const event = new NotificationEvent('notificationclick', { notification })
    let handled
    // A script may not keep the worker awake with an event of its own making.
    event.waitUntil = (work) => { handled = work }
    self.dispatchEvent(event)
    await handled
  })()`)
}

/** Notes from now on what the app's icon would show, first what the service worker sets, then what the page does. */
export async function noteBadges(device: Device, origin: string): Promise<{ shown(): Promise<number[]> }> {
  const note = `(() => {
    self.badges = []
    navigator.setAppBadge = async (count) => void self.badges.push(count)
    navigator.clearAppBadge = async () => void self.badges.push(0)
  })()`
  const worker = await serviceWorkerOf(device, origin)
  const { page } = device
  await worker.evaluate(note)
  await page.evaluate(note)
  return {
    async shown() {
      const byWorker = await worker.evaluate<number[]>('self.badges')
      return [...byWorker, ...(await page.evaluate<number[]>('self.badges'))]
    },
  }
}
