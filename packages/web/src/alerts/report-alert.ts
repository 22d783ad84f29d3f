import type { DraftFields } from '../outbox/draft-fields.ts'
import type { OutboxEntry } from '../outbox/outbox.ts'
import type { NewPhoto } from '../outbox/save-entry.ts'
import { saveToOutbox } from '../outbox/save-to-outbox.ts'
import { composeReport, type FieldProblems, type StandInWords } from './report-form/compose-report.ts'

export type Reported = { kind: 'saved'; entry: OutboxEntry } | { kind: 'problems'; problems: FieldProblems }

/**
 * Turns the draft into a report in the outbox. `saved` means that it is on this phone's disk, photos included, and
 * that the draft is gone; whether anybody has it yet is told by the entry.
 * Errors: `OutboxError` (STORAGE_FULL, STORAGE_DEAD, ALREADY_SAVED, NOBODY_SIGNED_IN, …); the draft is then still there.
 */
export async function reportAlert(
  draft: { id: string; fields: DraftFields; photos: readonly NewPhoto[] },
  words: StandInWords,
  now = new Date(),
): Promise<Reported> {
  const photoIds = draft.photos.map((photo) => photo.id)
  const composed = composeReport({ id: draft.id, fields: draft.fields, photoIds }, now, words)
  if (composed.kind === 'problems') return composed
  const request = { kind: 'reportAlert' as const, input: composed.payload }
  const entry = await saveToOutbox(request, draft.photos, { fromDraft: true })
  void askToStay()
  return { kind: 'saved', entry }
}

/** What waits here must not be swept away when the phone runs out of room. Some browsers ask, now that there is a reason. */
async function askToStay(): Promise<void> {
  try {
    if (!(await navigator.storage.persisted())) await navigator.storage.persist()
  } catch {
    // Then the browser decides; it asks least of what is used most.
  }
}
