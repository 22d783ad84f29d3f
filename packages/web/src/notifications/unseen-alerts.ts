import { type DBSchema, openDB } from 'idb'

/** Events remembered as shown; older ones cannot come again, push services keep a message six hours. */
const SHOWN_KEPT = 200

interface NotificationsSchema extends DBSchema {
  /** `unseen`: alerts told of since the feed was last looked at. `shown`: events, newest last. */
  lists: { key: 'unseen' | 'shown'; value: string[] }
}

const database = () =>
  openDB<NotificationsSchema>('vigie-notifications', 1, {
    upgrade(it) {
      it.createObjectStore('lists')
    },
  })

/**
 * Notes that an event of an alert is being shown. Gives whether the same event had been shown before (a push
 * service may deliver twice), and how many alerts are unseen now.
 */
export async function noteShown(
  alertId: string,
  eventId: string,
): Promise<{ repeated: boolean; unseen: number }> {
  return withLists(async (lists) => {
    const shown = (await lists.get('shown')) ?? []
    const unseen = new Set((await lists.get('unseen')) ?? [])
    const repeated = shown.includes(eventId)
    if (!repeated) {
      unseen.add(alertId)
      await lists.put([...shown, eventId].slice(-SHOWN_KEPT), 'shown')
      await lists.put([...unseen], 'unseen')
    }
    return { repeated, unseen: unseen.size }
  })
}

/** To be called when the feed is looked at: nothing is unseen any more, and the icon's badge goes. */
export async function clearUnseen(): Promise<void> {
  await withLists((lists) => lists.delete('unseen'))
  await showBadge(0)
}

/** To be called when the person has left: neither the number nor what they were told of is anybody else's. */
export async function forgetUnseen(): Promise<void> {
  await withLists((lists) => Promise.all([lists.delete('unseen'), lists.delete('shown')]))
  await showBadge(0)
}

/** To be called when one alert is looked at. */
export async function noteSeen(alertId: string): Promise<void> {
  const left = await withLists(async (lists) => {
    const unseen = ((await lists.get('unseen')) ?? []).filter((id) => id !== alertId)
    await lists.put(unseen, 'unseen')
    return unseen.length
  })
  await showBadge(left)
}

/** Sets the number on the app's icon, where the system has one; 0 takes it away. */
export async function showBadge(count: number): Promise<void> {
  if (!('setAppBadge' in navigator)) return
  try {
    await (count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge())
  } catch {
    // Not installed, or not allowed: the notification itself has been shown.
  }
}

interface Lists {
  get: (key: 'unseen' | 'shown') => Promise<string[] | undefined>
  put: (value: string[], key: 'unseen' | 'shown') => Promise<unknown>
  delete: (key: 'unseen' | 'shown') => Promise<void>
}

/** The service worker is woken for a moment at a time: a connection is not worth keeping. */
async function withLists<T>(work: (lists: Lists) => Promise<T>): Promise<T> {
  const opened = await database()
  try {
    const tx = opened.transaction('lists', 'readwrite')
    const result = await work(tx.store)
    await tx.done
    return result
  } finally {
    opened.close()
  }
}
