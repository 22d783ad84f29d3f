import { useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { NewPhoto } from '../../outbox/save-entry.ts'
import { Icon } from '../../ui/icon.tsx'
import styles from './report-form.module.css'

interface ChosenPhotoProps {
  photo: NewPhoto
  number: number
  onRemove: () => void
}

/** One chosen photo as it will be sent, and a way to take it out. */
export function ChosenPhoto({ photo, number, onRemove }: ChosenPhotoProps) {
  const { t } = useLingui()
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    const made = URL.createObjectURL(photo.blob)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [photo.blob])
  return (
    <li className={styles.photo}>
      {url && <img src={url} alt="" />}
      <button
        type="button"
        className={styles.remove}
        onClick={onRemove}
        aria-label={t`Retirer la photo ${number}`}
      >
        <Icon of={X} />
      </button>
    </li>
  )
}
