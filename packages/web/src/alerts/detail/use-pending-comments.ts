import { useOutbox } from '../../outbox/use-outbox.ts'

/** A comment that lies in this phone's outbox. */
export interface PendingComment {
  id: string
  text: string
  savedAt: string
  /** `arrived`: the server has it, and the list will show it in a moment. */
  state: 'waiting' | 'refused' | 'arrived'
}

/** The viewer's comments on an alert that the list does not show yet, oldest first. */
export function usePendingComments(alertId: string, listed: readonly { id: string }[]): PendingComment[] {
  const { entries } = useOutbox()
  return entries
    .flatMap((entry): PendingComment[] => {
      const { request } = entry
      if (request.kind !== 'commentAlert' || request.input.alertId !== alertId) return []
      if (listed.some((comment) => comment.id === entry.id)) return []
      const state = entry.state === 'refused' ? 'refused' : entry.state === 'done' ? 'arrived' : 'waiting'
      return [{ id: entry.id, text: request.input.text, savedAt: entry.savedAt, state }]
    })
    .reverse()
}
