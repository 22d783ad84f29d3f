import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { SendHorizontal, Smartphone, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Sheet } from '../ui/sheet.tsx'
import styles from './outbox.module.css'

/** What signing out would leave on this phone. */
export interface LeftBehind {
  unsent: number
  draft: boolean
}

interface SignOutQuestionProps {
  left: LeftBehind
  busy: boolean
  failure: string | null
  onKeep: () => void
  onSend: () => void
  onDelete: () => void
  onClose: () => void
}

/** Keep it (the default), send it now, or delete it, which asks once more. */
export function SignOutQuestion({
  left,
  busy,
  failure,
  onKeep,
  onSend,
  onDelete,
  onClose,
}: SignOutQuestionProps) {
  const { t } = useLingui()
  const [sure, setSure] = useState(false)
  const what =
    left.unsent > 0 ? (
      <Plural
        value={left.unsent}
        one="# envoi n’est pas encore parti de ce téléphone"
        other="# envois ne sont pas encore partis de ce téléphone"
      />
    ) : (
      t`Un brouillon est commencé sur ce téléphone`
    )
  return (
    <Sheet open onClose={onClose} title={what}>
      <div className={styles.list}>
        {failure && (
          <p role="alert" className={styles.failure}>
            {failure}
          </p>
        )}
        {sure ? (
          <>
            <p>
              <Trans>Ce qui est supprimé ne se retrouve pas, et personne n’en sera prévenu.</Trans>
            </p>
            <Button wide tone="danger" icon={Trash2} busy={busy} onClick={onDelete}>
              {left.unsent > 0 ? (
                <Plural
                  value={left.unsent}
                  one="Supprimer # envoi et me déconnecter"
                  other="Supprimer # envois et me déconnecter"
                />
              ) : (
                t`Supprimer le brouillon et me déconnecter`
              )}
            </Button>
            <Button wide onClick={() => setSure(false)}>{t`Ne rien supprimer`}</Button>
          </>
        ) : (
          <>
            <p>
              <Trans>
                Gardé sur ce téléphone, personne d’autre ne peut le lire dans Vigie ni l’envoyer : il attend
                votre prochaine connexion.
              </Trans>
            </p>
            <Button wide tone="primary" icon={Smartphone} busy={busy} onClick={onKeep}>
              {t`Garder jusqu’à ma prochaine connexion`}
            </Button>
            {left.unsent > 0 && (
              <Button wide icon={SendHorizontal} busy={busy} onClick={onSend}>
                {t`Envoyer maintenant`}
              </Button>
            )}
            <Button wide tone="quiet" icon={Trash2} onClick={() => setSure(true)}>{t`Supprimer…`}</Button>
          </>
        )}
      </div>
    </Sheet>
  )
}
