import { startTransition, useCallback, useEffect, useRef, useState } from 'react'
import { type DiscardedDraft, discardDraft, newDraftId, readDraft, restoreDraft } from '../../outbox/draft.ts'
import { type DraftFields, EMPTY_DRAFT } from '../../outbox/draft-fields.ts'
import { type DraftWriter, draftWriter } from '../../outbox/draft-writer.ts'
import type { NewPhoto } from '../../outbox/save-entry.ts'

interface Content {
  id: string
  fields: DraftFields
  photos: readonly NewPhoto[]
}

/** The form's content, kept on the phone with every change. */
export interface DraftForm extends Content {
  /** False until a stored draft was looked for; the form must not be written in before. */
  ready: boolean
  /** When the draft that was found had last been changed, ms since 1970; null for a new one. */
  resumedFrom: number | null
  /** Why the phone cannot keep it, or null. */
  trouble: unknown
  change: (fields: Partial<DraftFields>) => void
  changePhotos: (change: (photos: readonly NewPhoto[]) => readonly NewPhoto[]) => void
  /** The content of this moment, for whoever waited since the last drawing. */
  latest: () => Content
  /** Empties the form; gives how to undo it. */
  discard: () => Promise<() => Promise<void>>
  /** To be called when the draft became a report. */
  finish: () => void
}

const fresh = (): Content => ({ id: newDraftId(), fields: EMPTY_DRAFT, photos: [] })

/** Takes up the signed-in person's draft, or begins one, and keeps it keystroke by keystroke. */
export function useDraft(): DraftForm {
  const [content, setContent] = useState(fresh)
  const [ready, setReady] = useState(false)
  const [resumedFrom, setResumedFrom] = useState<number | null>(null)
  const [trouble, setTrouble] = useState<unknown>(null)
  const writer = useRef<DraftWriter | null>(null)
  const latest = useRef(content)

  const load = useCallback(async () => {
    let changedAt: number | null = null
    try {
      const draft = await readDraft()
      latest.current = draft ?? fresh()
      changedAt = draft?.changedAt ?? null
    } catch (error) {
      setTrouble(error)
    }
    // The whole form follows from it, which is made in short strokes.
    startTransition(() => {
      setResumedFrom(changedAt)
      setContent(latest.current)
      setReady(true)
    })
  }, [])

  useEffect(() => {
    const opened = draftWriter(setTrouble)
    writer.current = opened
    void load()
    return () => opened.stop()
  }, [load])

  const set = useCallback((next: Content) => {
    latest.current = next
    setContent(next)
    writer.current?.write({ id: next.id, fields: next.fields, photos: [...next.photos] })
  }, [])

  return {
    ...content,
    ready,
    resumedFrom,
    trouble,
    latest: useCallback(() => latest.current, []),
    change: useCallback(
      (fields) => set({ ...latest.current, fields: { ...latest.current.fields, ...fields } }),
      [set],
    ),
    changePhotos: useCallback(
      (change) => set({ ...latest.current, photos: change(latest.current.photos) }),
      [set],
    ),
    discard: useCallback(async () => {
      await writer.current?.settled()
      const discarded: DiscardedDraft | null = await discardDraft(latest.current.id)
      latest.current = fresh()
      setContent(latest.current)
      setResumedFrom(null)
      return async () => {
        if (discarded) await restoreDraft(discarded)
        await load()
      }
    }, [load]),
    finish: useCallback(() => writer.current?.stop(), []),
  }
}
