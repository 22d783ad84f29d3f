import { Trans, useLingui } from '@lingui/react/macro'
import { Eye, Pencil, RotateCw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { Button, ButtonLink } from '../ui/button.tsx'
import { ConfirmSheet } from '../ui/confirm-sheet.tsx'
import { showToast } from '../ui/toast.tsx'
import { type DeletedEntry, deleteEntry, restoreEntry } from './delete-entry.ts'
import { editEntry } from './edit-entry.ts'
import styles from './entry-actions.module.css'
import { failureWords } from './fault-words.ts'
import { deletionRisk, mayEdit, mayRetry, type OutboxEntry } from './outbox-entry.ts'
import { retryEntry } from './retry-entry.ts'
import { sendNow, wakeSender } from './wake-sender.ts'

/** What its author can do with an entry: try now, change it, take it off this phone, see what became of it. */
export function EntryActions({ entry }: { entry: OutboxEntry }) {
  const { i18n, t } = useLingui()
  const [, go] = useLocation()
  const [failure, setFailure] = useState<unknown>(null)
  const [sending, setSending] = useState(false)
  const [asking, setAsking] = useState(false)
  const risk = deletionRisk(entry)

  const retry = async () => {
    setSending(true)
    await retryEntry(entry.id).then(sendNow).catch(setFailure)
    setSending(false)
  }
  const edit = () => editEntry(entry.id).then(() => go('/signaler'), setFailure)
  const restore = (deleted: DeletedEntry) => () =>
    void restoreEntry(deleted).then(() => wakeSender(), setFailure)
  const remove = async () => {
    try {
      const deleted = await deleteEntry(entry.id)
      const action = { label: t`Annuler`, run: restore(deleted) }
      showToast({ id: `deleted-${entry.id}`, text: t`Supprimé de ce téléphone.`, action })
    } catch (error) {
      setFailure(error)
    }
  }

  const refused = entry.state === 'refused'
  const change = mayEdit(entry) && (
    <Button tone={refused ? 'primary' : 'secondary'} icon={Pencil} onClick={edit}>
      {t`Modifier`}
    </Button>
  )

  return (
    <div className={styles.actions}>
      {refused && change}
      {mayRetry(entry) && (
        <Button icon={RotateCw} busy={sending || entry.state === 'sending'} onClick={retry}>
          {entry.state === 'done' ? t`Renvoyer les photos` : refused ? t`Réessayer` : t`Envoyer maintenant`}
        </Button>
      )}
      {!refused && change}
      {entry.acknowledgement && (
        <ButtonLink icon={Eye} href={`/alertes/${alertOf(entry)}`}>
          {t`Voir l’alerte`}
        </ButtonLink>
      )}
      <Button tone="quiet" icon={Trash2} onClick={risk === 'none' ? remove : () => setAsking(true)}>
        {entry.state === 'done' ? t`Retirer de la liste` : t`Supprimer`}
      </Button>
      <ConfirmSheet
        open={asking}
        danger
        title={t`Supprimer cet envoi ?`}
        confirm={t`Supprimer quand même`}
        keep={t`Garder`}
        onConfirm={remove}
        onClose={() => setAsking(false)}
      >
        {risk === 'received' ? (
          <Trans>
            L’alerte est déjà publiée et le restera. Seules les photos qui ne sont pas encore parties seront
            supprimées.
          </Trans>
        ) : (
          <Trans>
            Cet envoi est peut-être déjà arrivé. Le supprimer ici ne le retire pas de Vigie : il pourrait
            avoir été publié.
          </Trans>
        )}
      </ConfirmSheet>
      {failure !== null && (
        <p role="alert" className={styles.failure}>
          {i18n._(failureWords(failure))}
        </p>
      )}
    </div>
  )
}

function alertOf({ request }: OutboxEntry): string {
  return request.kind === 'reportAlert' ? request.input.id : request.input.alertId
}
