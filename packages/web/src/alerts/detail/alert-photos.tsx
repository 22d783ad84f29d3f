import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ChevronLeft, ChevronRight, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { AlertRowFragment } from '../../gen/graphql.ts'
import { Button } from '../../ui/button.tsx'
import styles from './alert-photos.module.css'

type Photo = AlertRowFragment['photos'][number]

/** Up to four photos; a tap shows one large. Those still on their way are named, not left out. */
export function AlertPhotos({ photos, mine }: { photos: readonly Photo[]; mine: boolean }) {
  const { t } = useLingui()
  const [open, setOpen] = useState<number | null>(null)
  const ready = photos.filter((photo) => photo.url)
  const awaited = photos.filter((photo) => photo.status === 'AWAITED').length
  const refused = mine ? photos.filter((photo) => photo.status === 'REFUSED').length : 0
  const total = ready.length
  return (
    <>
      {total > 0 && (
        <ul className={styles.photos} data-count={total}>
          {ready.map((photo, index) => (
            <li key={photo.id}>
              <button
                type="button"
                className={styles.thumbnail}
                aria-label={t`Photo ${index + 1} sur ${total} : agrandir`}
                onClick={() => setOpen(index)}
              >
                <img
                  src={(total === 1 ? photo.url : photo.thumbnailUrl) ?? undefined}
                  alt=""
                  width={photo.width ?? undefined}
                  height={photo.height ?? undefined}
                  decoding="async"
                />
              </button>
            </li>
          ))}
        </ul>
      )}
      {awaited > 0 && (
        <p className={styles.note}>
          <Plural
            value={awaited}
            one="Une photo est encore en route depuis le téléphone."
            other="# photos sont encore en route depuis le téléphone."
          />
        </p>
      )}
      {refused > 0 && (
        <p className={styles.note}>
          <Plural
            value={refused}
            one="Une de vos photos n’a pas pu être lue ; l’alerte, elle, est bien arrivée."
            other="# de vos photos n’ont pas pu être lues ; l’alerte, elle, est bien arrivée."
          />
        </p>
      )}
      {open !== null && <Lightbox photos={ready} at={open} onMove={setOpen} onClose={() => setOpen(null)} />}
    </>
  )
}

interface LightboxProps {
  photos: readonly Photo[]
  at: number
  onMove: (index: number) => void
  onClose: () => void
}

function Lightbox({ photos, at, onMove, onClose }: LightboxProps) {
  const { t } = useLingui()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const photo = photos[at]
  const total = photos.length

  function turn(event: KeyboardEvent) {
    if (event.key === 'ArrowLeft' && at > 0) onMove(at - 1)
    if (event.key === 'ArrowRight' && at < total - 1) onMove(at + 1)
  }

  return (
    <dialog
      ref={dialog}
      className={styles.lightbox}
      aria-label={t`Photo ${at + 1} sur ${total}`}
      onKeyDown={turn}
      onClose={onClose}
    >
      <img
        className={styles.large}
        src={photo?.url ?? undefined}
        alt={t`Vue ${at + 1} de ce qui a été signalé`}
      />
      <div className={styles.bar}>
        {total > 1 && (
          <>
            <Button icon={ChevronLeft} disabled={at === 0} onClick={() => onMove(at - 1)}>
              <Trans>Précédente</Trans>
            </Button>
            <span aria-live="polite" className={styles.position}>
              {at + 1} / {total}
            </span>
            <Button icon={ChevronRight} disabled={at === total - 1} onClick={() => onMove(at + 1)}>
              <Trans>Suivante</Trans>
            </Button>
          </>
        )}
        <Button icon={X} onClick={() => dialog.current?.close()}>
          <Trans>Fermer</Trans>
        </Button>
      </div>
    </dialog>
  )
}
