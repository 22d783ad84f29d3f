import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Lightbox } from './lightbox.tsx'
import styles from './photos.module.css'
import type { ShownPhoto } from './shown-photo.ts'

interface PhotosProps {
  photos: readonly ShownPhoto[]
  /** `quiet` is one small picture with a count, for cards; `grid` shows all. */
  layout?: 'quiet' | 'grid'
}

/** Photos as thumbnails that open large. They hold their place before they have loaded. */
export function Photos({ photos, layout = 'grid' }: PhotosProps) {
  const { t } = useLingui()
  const [open, setOpen] = useState<number | null>(null)
  if (photos.length === 0) return null
  const shown = layout === 'quiet' ? photos.slice(0, 1) : photos
  const more = photos.length - shown.length
  const total = photos.length
  return (
    <>
      <ul className={styles[layout]}>
        {shown.map((photo, index) => {
          const place = index + 1
          return (
            <li key={photo.id}>
              <button
                type="button"
                className={styles.thumbnail}
                onClick={() => setOpen(index)}
                aria-label={t`Agrandir la photo ${place} sur ${total}`}
              >
                <img
                  src={photo.thumbnailUrl ?? photo.url}
                  alt=""
                  width={photo.width ?? undefined}
                  height={photo.height ?? undefined}
                  loading="lazy"
                  decoding="async"
                  onError={(event) => {
                    // Not kept on this device: an empty frame, not a torn page.
                    event.currentTarget.style.visibility = 'hidden'
                  }}
                />
                {more > 0 && <span className={styles.more}>+{more}</span>}
              </button>
            </li>
          )
        })}
      </ul>
      <Lightbox photos={photos} index={open} onMove={setOpen} />
    </>
  )
}
