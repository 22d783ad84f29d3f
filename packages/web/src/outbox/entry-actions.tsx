import { Trans, useLingui } from '@lingui/react/macro'
import { Eye, Pencil, RotateCw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { Button, ButtonLink } from '../ui/button.tsx'
import { type DeletedEntry, deleteEntry } from './delete-entry.ts'
import { editEntry } from './edit-entry.ts'
import styles from './entry-actions.module.css'
import { failureWords } from './fault-words.ts'
import { deletionRisk, mayEdit, type OutboxEntry } from './outbox-entry.ts'
import { retryEntry } from './retry-entry.ts'
import { sendNow } from './wake-sender.ts'

interface EntryActionsProps {
  entry: OutboxEntry
  /** Hears of a deletion, to offer its undo. */
  onDeleted: (deleted: DeletedEntry) => void
}

/** What its author can do with an entry: try now, change it, take it off this phone, see what became of it. */
export function EntryActions({ entry, onDeleted }: EntryActionsProps) {
  const { i18n, t } = useLingui()
  const [, go] = useLocation()
  const [failure, setFailure] = useState<unknown>(null)
  const [sending, setSending] = useState(false)
  const [asking, setAsking] = useState(false)
  const risk = deletionRisk(entry)
  const refusedPhotos = entry.photos.some((photo) => photo.state === 'refused')
  const mayRetry = entry.state === 'pending' || entry.lastError?.code !== 'ID_CONFLICT'
  const alertId = alertOf(entry)

  const attempt = (work: () => Promise<unknown>) => work().catch(setFailure)
  const retry = () =>
    attempt(async () => {
      setSending(true)
      await retryEntry(entry.id)
        .then(sendNow)
        .finally(() => setSending(false))
    })
  const edit = () => attempt(() => editEntry(entry.id).then(() => go('/signaler')))
  const remove = () => attempt(() => deleteEntry(entry.id).then(onDeleted))

  return (
    <div className={styles.actions}>
      {(entry.state !== 'done' || refusedPhotos) && mayRetry && (
        <Button icon={RotateCw} busy={sending || entry.state === 'sending'} onClick={retry}>
          {entry.state === 'done' ? t`Renvoyer les photos` : t`Envoyer maintenant`}
        </Button>
      )}
      {entry.acknowledgement && alertId && (
        <ButtonLink icon={Eye} href={`/alertes/${alertId}`}>
          {t`Voir l’alerte`}
        </ButtonLink>
      )}
      {mayEdit(entry) && (
        <Button icon={Pencil} onClick={edit}>
          {t`Modifier`}
        </Button>
      )}
      {!asking && (
        <Button tone="quiet" icon={Trash2} onClick={risk === 'none' ? remove : () => setAsking(true)}>
          {entry.state === 'done' ? t`Retirer de la liste` : t`Supprimer`}
        </Button>
      )}
      {asking && (
        <fieldset className={styles.question}>
          <legend>{t`Supprimer cet envoi ?`}</legend>
          <p>
            {risk === 'received' ? (
              <Trans>
                L’alerte est déjà publiée et le restera. Seules les photos qui ne sont pas encore parties
                seront supprimées.
              </Trans>
            ) : (
              <Trans>
                Cet envoi est peut-être déjà arrivé. Le supprimer ici ne le retire pas de Vigie : il pourrait
                avoir été publié.
              </Trans>
            )}
          </p>
          <div className={styles.actions}>
            <Button tone="danger" icon={Trash2} onClick={remove}>
              {t`Supprimer quand même`}
            </Button>
            <Button onClick={() => setAsking(false)}>{t`Garder`}</Button>
          </div>
        </fieldset>
      )}
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
