import { useEffect, useState } from 'react'
import { readPhoto } from './read-outbox.ts'

/** An address of a photo on this phone, for an `<img>`, as long as the component lives; null when there is none. */
export function usePhotoUrl(id: string | null): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!id) return
    let made: string | null = null
    let gone = false
    readPhoto(id).then(
      (blob) => {
        if (gone || !blob) return
        made = URL.createObjectURL(blob)
        setUrl(made)
      },
      () => {},
    )
    return () => {
      gone = true
      setUrl(null)
      if (made) URL.revokeObjectURL(made)
    }
  }, [id])
  return url
}
