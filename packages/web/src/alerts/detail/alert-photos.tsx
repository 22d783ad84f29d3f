import { Plural } from '@lingui/react/macro'
import type { AlertRowFragment } from '../../gen/graphql.ts'
import { Photos } from '../../ui/photos.tsx'
import styles from './alert-detail.module.css'

interface AlertPhotosProps {
  photos: AlertRowFragment['photos']
  mine: boolean
}

/** Up to four photos; a tap shows one large. Those still on their way are named, not left out. */
export function AlertPhotos({ photos, mine }: AlertPhotosProps) {
  const ready = photos.flatMap(({ url, ...photo }) => (url ? [{ ...photo, url }] : []))
  const awaited = photos.filter((photo) => photo.status === 'AWAITED').length
  const refused = mine ? photos.filter((photo) => photo.status === 'REFUSED').length : 0
  if (photos.length === 0) return null
  return (
    <div className={styles.photos}>
      <Photos photos={ready} />
      {awaited > 0 && (
        <p className={styles.quiet}>
          <Plural
            value={awaited}
            one="Une photo est encore en route depuis le téléphone."
            other="# photos sont encore en route depuis le téléphone."
          />
        </p>
      )}
      {refused > 0 && (
        <p className={styles.quiet}>
          <Plural
            value={refused}
            one="Une de vos photos n’a pas pu être lue ; l’alerte, elle, est bien arrivée."
            other="# de vos photos n’ont pas pu être lues ; l’alerte, elle, est bien arrivée."
          />
        </p>
      )}
    </div>
  )
}
