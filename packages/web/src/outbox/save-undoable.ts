import type { OutboxRequest } from '@vigie/schema'
import { takeBack } from './delete-entry.ts'
import { saveEntry } from './save-entry.ts'
import { sendSaved } from './wake-sender.ts'

/** Milliseconds in which something saved undoably waits for its author to think better of it. */
const UNDO_MS = 6_000

/**
 * Saves a request that may be undone for a moment. It is on the disk at once, like everything; it leaves when the
 * moment is over or the screen is left, or earlier with whatever else is sent. `left` is told when the moment is over.
 * Errors: those of `saveToOutbox`.
 * @returns undoes it; false when it has left already
 */
export async function saveUndoable(
  request: OutboxRequest,
  left: () => void,
): Promise<() => Promise<boolean>> {
  const { id } = await saveEntry(request)
  const onHidden = () => document.visibilityState === 'hidden' && leave()
  const timer = setTimeout(leave, UNDO_MS)
  document.addEventListener('visibilitychange', onHidden)

  function end() {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', onHidden)
    left()
  }
  function leave() {
    end()
    sendSaved()
  }
  return async () => {
    const undone = await takeBack(id)
    if (undone) end()
    return undone
  }
}
