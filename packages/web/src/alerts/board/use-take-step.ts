import { useLingui } from '@lingui/react/macro'
import type { OutboxRequest } from '@vigie/schema'
import { v7 as newId } from 'uuid'
import { saveToOutbox } from '../../outbox/save-to-outbox.ts'
import { saveUndoable } from '../../outbox/save-undoable.ts'
import { announce } from '../../ui/live-region.tsx'
import { dismissToast, showToast } from '../../ui/toast.tsx'
import type { Step } from './steps.ts'

/**
 * Saves one step of handling, with a note to the reporter or none. « Terminé », which ends an alert for good, may be
 * undone for a moment; `takenBack` is told when it is.
 */
export function useTakeStep() {
  const { t } = useLingui()
  return async (alertId: string, step: Step, note: string, takenBack = () => {}): Promise<void> => {
    const request = requestOf(alertId, step, note)
    if (step !== 'RESOLVED') {
      await saveToOutbox(request)
      return
    }
    const toast = `resolved-${alertId}`
    const undo = await saveUndoable(request, () => dismissToast(toast))
    async function takeBack() {
      if (await undo()) {
        takenBack()
        announce(t`« Terminé » est annulé.`)
      } else showToast({ id: toast, text: t`C’était déjà parti : l’alerte est terminée.` })
    }
    showToast({
      id: toast,
      text: t`« Terminé » part dans quelques secondes.`,
      action: { label: t`Annuler`, run: () => void takeBack() },
    })
  }
}

function requestOf(alertId: string, step: Step, note: string): OutboxRequest {
  const input = { id: newId(), alertId, note: note.trim() || null }
  return step === 'RESOLVED'
    ? { kind: 'resolveAlert', input }
    : { kind: 'acknowledgeAlert', input: { ...input, onTheWay: step === 'ON_THE_WAY' } }
}
