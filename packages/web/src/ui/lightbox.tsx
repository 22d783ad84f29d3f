import { useLingui } from '@lingui/react/macro'
import { ChevronLeft, ChevronRight, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { Icon } from './icon.tsx'
import styles from './lightbox.module.css'
import type { ShownPhoto } from './shown-photo.ts'

interface LightboxProps {
  photos: readonly ShownPhoto[]
  /** The one shown, or null when closed. */
  index: number | null
  onMove: (index: number | null) => void
}

/** One photo as large as the screen; arrow keys move, Escape closes. */
export function Lightbox({ photos, index, onMove }: LightboxProps) {
  const { t } = useLingui()
  const dialog = useRef<HTMLDialogElement>(null)
  const photo = index === null ? undefined : photos[index]
  const total = photos.length
  const place = (index ?? 0) + 1

  useEffect(() => {
    if (photo && !dialog.current?.open) dialog.current?.showModal()
    if (!photo && dialog.current?.open) dialog.current.close()
  }, [photo])

  const move = (step: number) => {
    if (index !== null && photos[index + step]) onMove(index + step)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') move(-1)
    if (event.key === 'ArrowRight') move(1)
  }

  return (
    <dialog
      ref={dialog}
      className={styles.lightbox}
      aria-label={t`Photo ${place} sur ${total}`}
      onClose={() => onMove(null)}
      onKeyDown={onKeyDown}
    >
      {photo && (
        <>
          <img src={photo.url} alt={t`Jointe à l’alerte, ${place} sur ${total}`} className={styles.photo} />
          <div className={styles.bar}>
            <button
              type="button"
              onClick={() => move(-1)}
              disabled={place === 1}
              aria-label={t`Photo précédente`}
            >
              <Icon of={ChevronLeft} />
            </button>
            <span className={styles.place} aria-live="polite">
              {place} / {total}
            </span>
            <button
              type="button"
              onClick={() => move(1)}
              disabled={place === total}
              aria-label={t`Photo suivante`}
            >
              <Icon of={ChevronRight} />
            </button>
            <button
              type="button"
              onClick={() => onMove(null)}
              aria-label={t`Fermer`}
              className={styles.close}
            >
              <Icon of={X} />
            </button>
          </div>
        </>
      )}
    </dialog>
  )
}
