import { type Draft, discardDraft, writeDraft } from './draft.ts'
import type { DraftFields } from './draft-fields.ts'

export type UnwrittenDraft = Omit<Draft, 'changedAt'>

/** Writes a draft on every keystroke: at once, and while one write is under way only the last state waits. */
export interface DraftWriter {
  write: (draft: UnwrittenDraft) => void
  /** Resolves when everything so far is in the database, or has failed and was told. */
  settled: () => Promise<void>
  /** Forgets what still waits and writes nothing more: the draft was sent or thrown away. */
  stop: () => void
}

/**
 * A writer for one form. No timer holds a keystroke back, so that a killed tab loses nothing but the last moment.
 * `onOutcome` hears null when a write has succeeded, or what went wrong (`OutboxError` and others).
 */
export function draftWriter(onOutcome: (error: unknown) => void): DraftWriter {
  let next: UnwrittenDraft | null = null
  let writing: Promise<void> | null = null
  let stopped = false

  async function writeAll(): Promise<void> {
    while (next && !stopped) {
      const draft = next
      next = null
      try {
        await (isUntouched(draft) ? discardDraft(draft.id) : writeDraft(draft))
        if (!stopped) onOutcome(null)
      } catch (error) {
        if (!stopped) onOutcome(error)
      }
    }
  }

  function begin(): void {
    writing = writeAll().then(() => {
      writing = null
      // A keystroke of the very last moment.
      if (next) begin()
    })
  }

  return {
    write(draft) {
      if (stopped) return
      next = draft
      if (!writing) begin()
    },
    async settled() {
      while (writing) await writing
    },
    stop() {
      stopped = true
      next = null
    },
  }
}

/** True while there is nothing in it that its author would miss; a position that the phone found is not. */
export function isUntouched({
  fields,
  photos,
}: {
  fields: DraftFields
  photos: readonly unknown[]
}): boolean {
  const { category, description, place, happenedAt, happening, danger } = fields
  const answered = category ?? happenedAt ?? happening ?? danger
  return answered === null && !description.trim() && !place.trim() && photos.length === 0
}
