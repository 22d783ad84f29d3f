import { Trans, useLingui } from '@lingui/react/macro'
import { LIMITS } from '@vigie/schema'
import { Send } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import { v7 as newId } from 'uuid'
import { saveToOutbox } from '../../outbox/save-to-outbox.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { TextArea } from '../../ui/text-input.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import styles from './alert-comments.module.css'

/** Adds a comment through the outbox: it is on the phone at once, and leaves when there is a network. */
export function CommentForm({ alertId }: { alertId: string }) {
  const { t } = useLingui()
  const [text, setText] = useState('')
  const [error, setError] = useState<string>()
  const [saved, setSaved] = useState(0)
  const [saving, setSaving] = useState(false)
  // The id is made once per text: a second tap after a failure is the same comment.
  const id = useRef(newId())

  async function save(event: FormEvent) {
    event.preventDefault()
    const trimmed = text.trim()
    if (trimmed === '') return setError(t`Écrivez d’abord ce que vous voulez dire : quelques mots suffisent.`)
    if (trimmed.length > LIMITS.commentMax) return setError(t`Raccourcissez un peu : le texte est trop long.`)
    setSaving(true)
    try {
      await saveToOutbox({ kind: 'commentAlert', input: { id: id.current, alertId, text: trimmed } })
      id.current = newId()
      setText('')
      setError(undefined)
      setSaved((count) => count + 1)
    } catch {
      setError(t`Ce téléphone n’a pas pu l’enregistrer. Votre texte est toujours là : réessayez.`)
    } finally {
      setSaving(false)
    }
  }

  return (
    <form className={styles.form} onSubmit={save} noValidate>
      <Field
        label={t`Ajouter un commentaire`}
        hint={t`Ce que vous voyez ou savez. Vos voisins, la mairie et la police le liront, avec votre nom.`}
        error={error}
      >
        {(control) => (
          <TextArea
            {...control}
            value={text}
            limit={LIMITS.commentMax}
            rows={3}
            onChange={(event) => {
              setText(event.target.value)
              setError(undefined)
            }}
          />
        )}
      </Field>
      <Button type="submit" tone="primary" icon={Send} busy={saving}>
        <Trans>Publier le commentaire</Trans>
      </Button>
      <VisuallyHidden role="status">{saved > 0 && t`Votre commentaire est enregistré.`}</VisuallyHidden>
    </form>
  )
}
