import { useLingui } from '@lingui/react/macro'
import { ProgressBar } from '../ui/progress-bar.tsx'
import styles from './entry-photos.module.css'
import { faultWords } from './fault-words.ts'
import { type OutboxEntry, type OutboxPhoto, photosLeft } from './outbox-entry.ts'
import { usePhotoUrl } from './use-photo-url.ts'

/** The photos of an entry, each with how far it has come. */
export function EntryPhotos({ entry }: { entry: OutboxEntry }) {
  const { t, i18n } = useLingui()
  if (entry.photos.length === 0) return null
  const waits = entry.acknowledgement && photosLeft(entry).length > 0
  const fault = waits && entry.lastError && faultWords(entry.lastError)
  return (
    <div className={styles.photos}>
      <ul className={styles.photos} aria-label={t`Photos`}>
        {entry.photos.map((photo, index) => (
          <Photo key={photo.id} photo={photo} number={index + 1} />
        ))}
      </ul>
      {fault && <p className={styles.reason}>{typeof fault === 'string' ? fault : i18n._(fault)}</p>}
    </div>
  )
}

function Photo({ photo, number }: { photo: OutboxPhoto; number: number }) {
  const { i18n, t } = useLingui()
  const url = usePhotoUrl(photo.state === 'done' ? null : photo.id)
  const fault = photo.fault && faultWords(photo.fault)
  return (
    <li className={styles.photo}>
      {url && <img src={url} alt="" className={styles.picture} />}
      <div className={styles.words}>
        {photo.state === 'done' && <p>{t`Photo ${number} : reçue`}</p>}
        {photo.state === 'refused' && (
          <p className={styles.refused}>
            {t`Photo ${number} : refusée.`} {typeof fault === 'string' ? fault : fault && i18n._(fault)}
          </p>
        )}
        {(photo.state === 'waiting' || photo.state === 'sending') && (
          <Underway photo={photo} number={number} />
        )}
      </div>
    </li>
  )
}

function Underway({ photo, number }: { photo: OutboxPhoto; number: number }) {
  const { i18n, t } = useLingui()
  const kilobytes = Math.ceil((photo.bytes - photo.sentBytes) / 1000)
  const left = new Intl.NumberFormat(i18n.locale).format(kilobytes)
  return (
    <ProgressBar
      label={
        photo.state === 'sending'
          ? t`Photo ${number} : envoi en cours`
          : t`Photo ${number} : pas encore envoyée`
      }
      done={photo.bytes === 0 ? 1 : photo.sentBytes / photo.bytes}
      left={t`encore ${left} ko`}
    />
  )
}
