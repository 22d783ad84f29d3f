import { useLingui } from '@lingui/react/macro'
import { ListChecks, Trash2 } from 'lucide-react'
import { momentWords } from '../../outbox/entry-words.ts'
import { failureWords } from '../../outbox/fault-words.ts'
import { OutboxError } from '../../outbox/outbox-error.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { showToast } from '../../ui/toast.tsx'
import { clockWords } from '../../ui/when-words.ts'
import type { DraftForm } from './use-draft.ts'

/** That an earlier draft was taken up again, and a way to throw it away. */
export function DraftResumed({ draft }: { draft: DraftForm }) {
  const { t, i18n } = useLingui()
  if (draft.resumedFrom === null) return null
  const discard = async () => {
    const undo = await draft.discard()
    const action = { label: t`Annuler`, run: () => void undo() }
    showToast({ id: 'draft-discarded', text: t`Brouillon jeté.`, action })
  }
  const at = new Date(draft.resumedFrom)
  const today = at.toDateString() === new Date().toDateString()
  const clock = clockWords(at, i18n.locale)
  const moment = momentWords(at, new Date(), i18n.locale)
  return (
    <Notice
      title={today ? t`Brouillon repris de ${clock}` : t`Brouillon repris, écrit ${moment}`}
      actions={
        <Button tone="quiet" icon={Trash2} onClick={() => void discard()}>
          {t`Jeter ce brouillon`}
        </Button>
      }
    />
  )
}

/** That this phone cannot keep what is being written, or could not save it: beside the button, where the eye is. */
export function NotSaved({ draft, failure }: { draft: DraftForm; failure: unknown }) {
  const { t, i18n } = useLingui()
  const trouble = failure ?? draft.trouble
  if (!trouble) return null
  const sent = trouble instanceof OutboxError && trouble.code === 'ALREADY_SAVED'
  return (
    <Notice
      tone={sent ? 'attention' : 'danger'}
      announced
      title={sent ? t`Déjà envoyé` : t`Pas enregistré`}
      actions={
        sent && (
          <>
            <ButtonLink icon={ListChecks} href={`/envois/${draft.id}`}>{t`Voir cet envoi`}</ButtonLink>
            <Button onClick={() => void draft.discard()}>{t`Écrire un autre signalement`}</Button>
          </>
        )
      }
    >
      {i18n._(failureWords(trouble))}
    </Notice>
  )
}
