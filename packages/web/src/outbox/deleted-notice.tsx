import { useLingui } from '@lingui/react/macro'
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { type DeletedEntry, restoreEntry } from './delete-entry.ts'
import { failureWords } from './fault-words.ts'
import { wakeSender } from './wake-sender.ts'

interface DeletedNoticeProps {
  deleted: DeletedEntry
  onRestored: () => void
}

/** Says what was just deleted and takes it back; it stays until the screen is left. */
export function DeletedNotice({ deleted, onRestored }: DeletedNoticeProps) {
  const { i18n, t } = useLingui()
  const [failure, setFailure] = useState<unknown>(null)
  const restore = () =>
    restoreEntry(deleted).then(() => {
      wakeSender()
      onRestored()
    }, setFailure)
  const undo = <Button icon={Undo2} onClick={restore}>{t`Annuler la suppression`}</Button>
  return (
    <Notice announced title={t`Envoi supprimé de ce téléphone`} actions={undo}>
      {failure !== null && i18n._(failureWords(failure))}
    </Notice>
  )
}
