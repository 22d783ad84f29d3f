import type { Page } from 'playwright-core'

/** Moments that are noted inside the page, as marks on its own clock: no protocol lies between them. */
export type Moment =
  /** The feed's first alert has been painted. */
  | 'first-article'
  /** The tap on « Envoyer », when the browser took it in. */
  | 'tap'
  /** The strict transaction that holds the entry has committed. */
  | 'durable'
  /** The browser has said that there is a network. */
  | 'online'
  /** Every entry of the outbox is done. */
  | 'all-done'

/** When it was, in milliseconds since the page's navigation began; waits for it. */
export async function momentOf(page: Page, moment: Moment): Promise<number> {
  const found = await page.waitForFunction(
    (name) => performance.getEntriesByName(name)[0]?.startTime,
    moment,
    // Looking more often would take from what is measured.
    { polling: 250, timeout: 60_000 },
  )
  return Number(await found.jsonValue())
}

/** Makes every page that opens from now on note when its first article has been painted. */
export const noteFirstArticle = (page: Page) =>
  page.addInitScript(() => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector('article')) return
      observer.disconnect()
      // The task after the frame: by then it has been painted.
      requestAnimationFrame(() => setTimeout(() => performance.mark('first-article')))
    })
    observer.observe(document, { childList: true, subtree: true })
  })

/** Makes every page that opens from now on note the tap that sends, and when what it saved is on the disk. */
export const noteSaving = (page: Page) =>
  page.addInitScript(() => {
    const begin = IDBDatabase.prototype.transaction
    IDBDatabase.prototype.transaction = function (stores, mode, options) {
      const transaction = begin.call(this, stores, mode, options)
      const names = [...transaction.objectStoreNames]
      // Only saving turns a draft into an entry; senders write entries alone.
      const saves = names.includes('entries') && names.includes('drafts')
      if (saves && options?.durability === 'strict') {
        transaction.addEventListener('complete', () => performance.mark('durable'))
      }
      return transaction
    }
    const tapped = ({ target, timeStamp }: Event) => {
      if (target instanceof Element && target.closest('button[type=submit]')) {
        performance.mark('tap', { startTime: timeStamp })
      }
    }
    document.addEventListener('click', tapped, { capture: true })
  })

/** Leaves the sending to the page: the protocol takes the network from it, not from a sync of the service worker. */
export const withoutBackgroundSync = (page: Page) =>
  page.addInitScript(() => Reflect.deleteProperty(ServiceWorkerRegistration.prototype, 'sync'))

/** Notes in this page when the network is back and when nothing in the outbox waits any more; gives how many wait now. */
export const noteSending = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    window.addEventListener('online', () => performance.mark('online'), { once: true })
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('vigie-outbox')
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error)
    })
    const countWaiting = () =>
      new Promise<number>((resolve) => {
        const reading = database.transaction('entries').objectStore('entries').getAll()
        reading.onsuccess = () => resolve(reading.result.filter((it) => it.queue !== 'over').length)
      })
    // The sender announces each step that it has written down.
    new BroadcastChannel('vigie-outbox').onmessage = async () => {
      if ((await countWaiting()) === 0) performance.mark('all-done')
    }
    return countWaiting()
  })
