import { Plural, useLingui } from '@lingui/react/macro'
import { LIMITS } from '@vigie/schema'
import { Camera, Images } from 'lucide-react'
import { type ChangeEvent, useRef } from 'react'
import type { NewPhoto } from '../../outbox/save-entry.ts'
import { Button } from '../../ui/button.tsx'
import { FieldSet } from '../../ui/field.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { ChosenPhoto } from './chosen-photo.tsx'
import { photoProblemWords } from './photo-problem-words.ts'
import styles from './report-form.module.css'
import type { AddPhotos } from './use-add-photos.ts'

interface PhotosSectionProps {
  photos: readonly NewPhoto[]
  adding: AddPhotos
  onRemove: (id: string) => void
}

/** Up to four photos, made small and freed of everything but the picture before anything is kept. */
export function PhotosSection({ photos, adding, onRemove }: PhotosSectionProps) {
  const { t, i18n } = useLingui()
  const camera = useRef<HTMLInputElement>(null)
  const album = useRef<HTMLInputElement>(null)
  const { add, problems, under } = adding
  const take = (event: ChangeEvent<HTMLInputElement>) => {
    add([...(event.target.files ?? [])])
    // The same file may be chosen again after it was taken out.
    event.target.value = ''
  }
  const full = photos.length >= LIMITS.photosMax
  const max = LIMITS.photosMax
  const input = { type: 'file', accept: 'image/*', hidden: true, onChange: take }
  return (
    <FieldSet
      legend={t`Photos`}
      optional
      hint={t`Jusqu’à ${max}. Ne prenez aucun risque pour une photo. Le lieu et la date cachés dans le fichier sont effacés sur votre téléphone.`}
      error={problems.length > 0 && problems.map((problem) => i18n._(photoProblemWords(problem))).join(' ')}
    >
      {photos.length > 0 && (
        <ul className={styles.photos}>
          {photos.map((photo, index) => (
            <ChosenPhoto
              key={photo.id}
              photo={photo}
              number={index + 1}
              onRemove={() => onRemove(photo.id)}
            />
          ))}
        </ul>
      )}
      {under && (
        <ProgressBar
          label={t`Préparation des photos`}
          done={under.done / under.of}
          left={`${under.done} / ${under.of}`}
        />
      )}
      <input {...input} ref={camera} capture="environment" aria-label={t`Prendre une photo`} />
      <input {...input} ref={album} multiple aria-label={t`Choisir des photos`} />
      {!full && (
        <div className={styles.ways}>
          <Button icon={Camera} onClick={() => camera.current?.click()}>{t`Prendre une photo`}</Button>
          <Button icon={Images} onClick={() => album.current?.click()}>{t`Choisir des photos`}</Button>
        </div>
      )}
      <p aria-live="polite" className={styles.count}>
        {photos.length > 0 && <Plural value={photos.length} one="# photo jointe" other="# photos jointes" />}
      </p>
    </FieldSet>
  )
}
