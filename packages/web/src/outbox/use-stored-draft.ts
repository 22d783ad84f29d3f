import { useEffect, useState } from 'react'
import { onOutboxChange } from './changes.ts'
import { type Draft, readDraft } from './draft.ts'

/** The draft on this phone; null when there is none, undefined until that is known. */
export function useStoredDraft(): Draft | null | undefined {
  const [draft, setDraft] = useState<Draft | null>()
  useEffect(() => {
    const look = () => void readDraft().then(setDraft, () => setDraft(null))
    look()
    return onOutboxChange(look)
  }, [])
  return draft
}
