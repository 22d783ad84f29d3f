import { useSyncExternalStore } from 'react'
import { onOutboxChange } from './changes.ts'
import { isUnsent, onlyPhotosFollow } from './outbox-entry.ts'
import { type OutboxView, readOutbox } from './read-outbox.ts'

/** What a screen knows of the outbox. */
export interface OutboxState extends OutboxView {
  /** False until the first read; nothing is known before. */
  ready: boolean
  /** Why it could not be read: the phone's storage fails, and that must be said loudly. */
  failure: unknown
}

const UNKNOWN: OutboxState = {
  ready: false,
  failure: null,
  owner: null,
  entries: [],
  pause: null,
  others: 0,
}

let state = UNKNOWN
let reading: Promise<void> | null = null
let again = false
const screens = new Set<() => void>()
let stop: (() => void) | null = null

/** The signed-in person's outbox, live: changes made in any tab or in the service worker arrive by themselves. */
export function useOutbox(): OutboxState {
  return useSyncExternalStore(subscribe, () => state)
}

/** How many entries the server has not received, and of how many only photos follow; for the badge, loud until both are zero. */
export function useUnsent(): { entries: number; photos: number } {
  const unsent = useOutbox().entries.filter(isUnsent)
  const photos = unsent.filter(onlyPhotosFollow).length
  return { entries: unsent.length - photos, photos }
}

function subscribe(screen: () => void): () => void {
  screens.add(screen)
  stop ??= onOutboxChange(refresh)
  refresh()
  return () => {
    screens.delete(screen)
    if (screens.size > 0) return
    stop?.()
    stop = null
    state = UNKNOWN
  }
}

/** Reads once more; changes that come meanwhile are covered by one further read. */
function refresh(): void {
  if (reading) {
    again = true
    return
  }
  reading = readOutbox()
    .then(
      (view) => show({ ...view, ready: true, failure: null }),
      (failure) => show({ ...state, ready: true, failure }),
    )
    .finally(() => {
      reading = null
      if (!again) return
      again = false
      refresh()
    })
}

function show(next: OutboxState): void {
  state = next
  for (const screen of screens) screen()
}
